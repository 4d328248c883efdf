package io.reglament.local.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Follows links and fills in forms like a browser without script. */
final class Browser {

    private final URI root;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Browser(int port) {
        root = URI.create("http://localhost:" + port);
    }

    Document open(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(path, "en");
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + path);
        }
        return page(response);
    }

    HttpResponse<byte[]> get(String path, String acceptLanguage) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Accept-Language", acceptLanguage)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /**
     * @param typed replaces what stands in the form's fields
     * @param file name and content; null for none
     */
    Document submit(Element form, Map<String, String> typed, String fileName, byte[] file)
            throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Element field : form.select("[name]:not([type=file])")) {
            String name = field.attr("name");
            write(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
            write(body, typed.getOrDefault(name, field.is("textarea") ? field.wholeText() : field.val()) + "\r\n");
        }
        write(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"");
        write(body, (fileName == null ? "" : fileName) + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        body.write(file == null ? new byte[0] : file);
        write(body, "\r\n--" + boundary + "--\r\n");
        HttpRequest request = HttpRequest.newBuilder(root.resolve(form.attr("action")))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return page(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    }

    private static Document page(HttpResponse<byte[]> response) {
        Document page = Jsoup.parse(
                new String(response.body(), StandardCharsets.UTF_8),
                response.uri().toString());
        page.attr("status", String.valueOf(response.statusCode()));
        return page;
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
