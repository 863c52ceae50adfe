package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a screen: keeps cookies, follows redirects, sends back the token of a page. */
final class Reader {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Pattern FILE_FORM = Pattern.compile("action=\"([^\"]+_csrf=[^\"]+)\"");
    static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final House house;

    Reader(House house) {
        this.house = house;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(house.url(path)));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> logIn(String name, String password) throws IOException, InterruptedException {
        return post("/login", "username=" + name + "&password=" + password, get("/login"));
    }

    /** As a browser sends a page's form with a file, to the address the form has; fields as {@code layout=daily}. */
    HttpResponse<String> give(HttpResponse<String> page, String name, byte[] content, String... fields)
            throws IOException, InterruptedException {
        Matcher action = FILE_FORM.matcher(page.body());
        assertThat(action.find()).isTrue();
        return give(action.group(1), multipart(name, content, fields));
    }

    HttpResponse<String> give(String path, byte[] form) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(house.url(path)))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static byte[] multipart(String name, byte[] content, String... fields) {
        StringBuilder head = new StringBuilder();
        for (String field : fields) {
            String[] words = field.split("=", 2);
            head.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, words[0], words[1]));
        }
        head.append(("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .formatted(BOUNDARY, name));
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    HttpResponse<String> post(String path, String form, HttpResponse<String> page)
            throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        String body = form + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        return http.send(
                HttpRequest.newBuilder(URI.create(house.url(path)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
