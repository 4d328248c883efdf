package io.reglament.local.mailbox;

import io.reglament.crm.ProductProfiles;
import io.reglament.local.SamplePeople;
import io.reglament.local.mailbox.CustomersMail.Letter;
import io.reglament.local.mailserver.MailFiles;
import io.reglament.local.mailserver.MailFiles.MailFile;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Customer's mailbox: list, read, reply, write; for every address there is. */
@Controller
@Profile("local")
@RequestMapping(MailboxPage.PATH)
class MailboxPage {

    static final String PATH = "/local/mailbox";

    private static final int PAGE = 30;
    private static final int MOST_ADDRESSES = 100;
    private static final Logger LOG = LoggerFactory.getLogger(MailboxPage.class);

    private final MailFiles mailFiles;
    private final CustomersMail customersMail;
    private final ProductProfiles products;
    private final ThymeleafViewResolver views;
    private final ZoneId zone;

    MailboxPage(
            MailFiles mailFiles,
            CustomersMail customersMail,
            ProductProfiles products,
            ThymeleafViewResolver views,
            @Value("${reglament.zone}") ZoneId zone) {
        this.mailFiles = mailFiles;
        this.customersMail = customersMail;
        this.products = products;
        this.views = views;
        this.zone = zone;
    }

    /** The token's cookie must be set before the page outgrows the response's buffer. */
    @ModelAttribute
    void loadToken(CsrfToken token) {
        token.getToken();
    }

    @ModelAttribute
    void common(@RequestParam(required = false) String address, Model model) {
        model.addAttribute("address", address == null ? null : address.strip());
        model.addAttribute("zone", zone);
        model.addAttribute("products", products.all());
    }

    @GetMapping
    View show(
            @RequestParam(required = false) String address,
            @RequestParam(required = false) String before,
            @RequestParam(required = false) String sent,
            Model model,
            HttpServletRequest request)
            throws Exception {
        if (address == null || address.isBlank()) {
            return choose(model, request);
        }
        if (!isMailbox(address)) {
            model.addAttribute("problem", "mailbox.problem.address");
            return choose(model, request);
        }
        List<ReceivedMail> mails = new ArrayList<>();
        for (MailFile file : mailFiles.newest(address, PAGE + 1, before)) {
            mails.add(ReceivedMail.readHeader(file));
        }
        model.addAttribute("mails", mails.subList(0, Math.min(PAGE, mails.size())));
        model.addAttribute("older", mails.size() > PAGE ? mails.get(PAGE - 1).id() : null);
        model.addAttribute("first", before == null);
        model.addAttribute("newest", newestId(address));
        model.addAttribute("sent", sent);
        return page("list", request);
    }

    @GetMapping("/mail")
    View read(@RequestParam String address, @RequestParam String id, Model model, HttpServletRequest request)
            throws Exception {
        ReceivedMail mail = mail(address, id);
        model.addAttribute("mail", mail);
        model.addAttribute("letter", new Letter(mail.replyTo(), mail.replySubject(), ""));
        return readPage(mail, model, request);
    }

    @GetMapping("/write")
    View write(
            @RequestParam String address,
            @RequestParam(defaultValue = "") String to,
            Model model,
            HttpServletRequest request)
            throws Exception {
        if (!isMailbox(address)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        model.addAttribute("letter", new Letter(to, "", ""));
        return page("write", request);
    }

    /** @param id the mail that is answered; empty for a new one */
    @PostMapping("/send")
    View send(
            @RequestParam String address,
            @RequestParam(defaultValue = "") String id,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) List<MultipartFile> files,
            Model model,
            HttpServletRequest request)
            throws Exception {
        ReceivedMail answered = id.isEmpty() ? null : mail(address, id);
        Letter letter = new Letter(to, subject, text);
        model.addAttribute("letter", letter);
        String problem = problem(address, letter, answered, files == null ? List.of() : files, model);
        if (problem == null) {
            return redirect(address, to);
        }
        model.addAttribute("problem", problem);
        return answered == null ? page("write", request) : readPage(answered, model, request);
    }

    private String problem(
            String address, Letter letter, ReceivedMail answered, List<MultipartFile> files, Model model) {
        if (!isMailbox(address) || !isAddress(letter.to())) {
            return "mailbox.problem.address";
        }
        try {
            customersMail.send(address, letter, answered, files);
            return null;
        } catch (MessagingException | IOException e) {
            LOG.info("A mail from the customer's mailbox page was not taken: {}", e.toString());
            model.addAttribute("reason", reason(e));
            return "mailbox.problem.refused";
        }
    }

    private static String reason(Exception problem) {
        Throwable cause = problem;
        while (cause instanceof MessagingException wrapper && wrapper.getNextException() != null) {
            cause = wrapper.getNextException();
        }
        return cause.getMessage();
    }

    private View choose(Model model, HttpServletRequest request) throws Exception {
        List<String> others = mailFiles.addresses().stream()
                .filter(one -> !SamplePeople.addresses().contains(one)
                        && products.byMailbox(one).isEmpty())
                .limit(MOST_ADDRESSES)
                .toList();
        model.addAttribute("people", SamplePeople.ALL);
        model.addAttribute("others", others);
        return page("choose", request);
    }

    private View readPage(ReceivedMail mail, Model model, HttpServletRequest request) throws Exception {
        model.addAttribute("mail", mail);
        model.addAttribute("pieces", LinkedText.pieces(mail.text()));
        return page("mail", request);
    }

    private ReceivedMail mail(String address, String id) throws IOException {
        Optional<MailFile> file = mailFiles.find(address, id);
        if (file.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ReceivedMail.read(file.get());
    }

    private String newestId(String address) {
        return mailFiles.newest(address, 1, null).stream()
                .map(MailFile::id)
                .findFirst()
                .orElse("");
    }

    /** The language that the link asks for, else the one that all pages have. */
    private View page(String name, HttpServletRequest request) throws Exception {
        String asked = request.getParameter("lang");
        Locale locale = asked == null ? RequestContextUtils.getLocale(request) : Locale.forLanguageTag(asked);
        return views.resolveViewName("local/" + name, locale);
    }

    private static View redirect(String address, String to) {
        String target = UriComponentsBuilder.fromPath(PATH)
                .queryParam("address", "{address}")
                .queryParam("sent", "{to}")
                .encode()
                .buildAndExpand(address, to)
                .toUriString();
        return new RedirectView(target, true, true, false);
    }

    private static boolean isMailbox(String address) {
        return isAddress(address) && MailFiles.isMailbox(address);
    }

    private static boolean isAddress(String address) {
        try {
            new InternetAddress(address.strip(), true).validate();
            return address.contains("@");
        } catch (AddressException e) {
            return false;
        }
    }
}
