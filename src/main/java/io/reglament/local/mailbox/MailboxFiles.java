package io.reglament.local.mailbox;

import io.reglament.local.mailserver.MailFiles;
import io.reglament.local.mailserver.MailFiles.MailFile;
import io.reglament.mail.HtmlSanitizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** What the mailbox page shows or offers beside its own text: the HTML of a mail, its files, news of new mail. */
@RestController
@Profile("local")
@RequestMapping(MailboxPage.PATH)
class MailboxFiles {

    /** No script, nothing from elsewhere, links open in a window of their own. */
    private static final String HTML_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
            + " img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'self'";

    private static final Set<String> SHOWN_IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final MailFiles mailFiles;
    private final HtmlSanitizer sanitizer;

    MailboxFiles(MailFiles mailFiles, HtmlSanitizer sanitizer) {
        this.mailFiles = mailFiles;
        this.sanitizer = sanitizer;
    }

    @GetMapping("/html")
    ResponseEntity<byte[]> html(@RequestParam String address, @RequestParam String id) throws IOException {
        ReceivedMail mail = mail(address, id);
        if (mail.html() == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Document page = Jsoup.parse(sanitizer.clean(mail.html()));
        page.select("img[src^=cid:]").forEach(image -> showEmbedded(image, address, mail));
        page.select("a[href]").attr("target", "_blank");
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", HTML_POLICY)
                .body(page.outerHtml().getBytes(StandardCharsets.UTF_8));
    }

    /** @param number position among the mail's files, from 0 */
    @GetMapping("/file")
    ResponseEntity<byte[]> file(@RequestParam String address, @RequestParam String id, @RequestParam int number)
            throws IOException {
        List<ReceivedMail.File> files = mail(address, id).files();
        if (number < 0 || number >= files.size()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        ReceivedMail.File file = files.get(number);
        boolean image = SHOWN_IMAGES.contains(file.contentType());
        ContentDisposition disposition = (image ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(image ? MediaType.parseMediaType(file.contentType()) : MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(file.content());
    }

    /** @return the id of the newest mail, empty if there is none; the page asks now and then whether it changed */
    @GetMapping(path = "/newest", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> newest(@RequestParam String address) {
        String id = mailFiles.newest(address, 1, null).stream()
                .map(MailFile::id)
                .findFirst()
                .orElse("");
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(id);
    }

    private static void showEmbedded(Element image, String address, ReceivedMail mail) {
        String contentId = image.attr("src").substring("cid:".length());
        for (int i = 0; i < mail.files().size(); i++) {
            if (contentId.equals(mail.files().get(i).contentId())) {
                image.attr(
                        "src",
                        UriComponentsBuilder.fromPath(MailboxPage.PATH + "/file")
                                .queryParam("address", "{address}")
                                .queryParam("id", mail.id())
                                .queryParam("number", i)
                                .encode()
                                .buildAndExpand(address)
                                .toUriString());
            }
        }
    }

    private ReceivedMail mail(String address, String id) throws IOException {
        MailFile file =
                mailFiles.find(address, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ReceivedMail.read(file);
    }
}
