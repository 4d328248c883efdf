package io.reglament;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who asks over HTTP, by name and password or by nothing; follows no redirect. */
public final class HttpVisitor {

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NEVER)
            .build();
    private final String base;
    private final List<String> headers = new ArrayList<>();

    private HttpVisitor(int port) {
        this.base = "http://localhost:" + port;
    }

    /** Without sign-in, as a customer follows a link. */
    public static HttpVisitor anybody(int port) {
        return new HttpVisitor(port);
    }

    /** By HTTP Basic, in English unless told otherwise. */
    public static HttpVisitor user(int port, String name, String password) {
        HttpVisitor visitor = new HttpVisitor(port);
        String pair = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        visitor.headers.addAll(List.of("Authorization", "Basic " + pair));
        return visitor;
    }

    /** By our sign-in page, with the session's cookie. */
    public static HttpVisitor signedIn(int port, String name, String password) {
        HttpVisitor visitor = new HttpVisitor(port);
        Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(visitor.get("/login").body());
        visitor.form(
                "/login", Map.of("username", name, "password", password, "_csrf", csrf.find() ? csrf.group(1) : ""));
        return visitor;
    }

    public HttpVisitor speaking(String language) {
        headers.addAll(List.of("Accept-Language", language));
        return this;
    }

    /** As a browser tells what it can show. */
    public HttpVisitor accepting(String types) {
        headers.addAll(List.of("Accept", types));
        return this;
    }

    /** As a program that has a token. */
    public HttpVisitor bearing(String token) {
        headers.addAll(List.of("Authorization", "Bearer " + token));
        return this;
    }

    /** As a proxy tells where the visitor comes from. */
    public HttpVisitor from(String address) {
        headers.addAll(List.of("X-Forwarded-For", address));
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<byte[]> download(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> json(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    public HttpResponse<String> text(String path, String body) {
        return send(request(path)
                .header("Content-Type", "text/plain; charset=UTF-8")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    public HttpResponse<String> mail(String path, String mail) {
        return send(request(path)
                .header("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofString(mail, StandardCharsets.UTF_8)));
    }

    public HttpResponse<String> put(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    /** Sends one file as a browser's form does. */
    public HttpResponse<String> upload(String path, String fileName, String contentType, byte[] content) {
        String boundary = "b" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + contentType + "\r\n\r\n";
        List<byte[]> body = List.of(
                head.getBytes(StandardCharsets.UTF_8),
                content,
                ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(body)));
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    /** @return the answer to the form of the page at {@code page}, sent with its token to {@code action} */
    public HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(get(page).body());
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", csrf.find() ? csrf.group(1) : "");
        return form(action, all);
    }

    public HttpResponse<String> form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A file that a form carries. */
    public record FormFile(String field, String name, String contentType, byte[] content) {}

    /** As a browser sends a form with files: the fields first, names in UTF-8. */
    public HttpResponse<String> multipart(String path, Map<String, String> fields, List<FormFile> files) {
        String boundary = "----FormBoundary" + Integer.toHexString(fields.hashCode());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        for (FormFile file : files) {
            body.writeBytes(
                    ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file.field() + "\"; filename=\""
                                    + file.name() + "\"\r\nContent-Type: " + file.contentType() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
