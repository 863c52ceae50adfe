package vn.lienthong.npsp2026;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.mapping.contract.ContractFiles;

/**
 * The dossier interface of 2026 (fact sheet npsp, section 11), on the network. A message that does not hold to its
 * contract is refused, as is one about a dossier or a file it does not have; a creation or a step that comes twice is
 * there twice. What comes next can be made to go wrong.
 */
public final class SimulatedInterface implements AutoCloseable {

    public static final String CLIENT = "TEST-CLIENT";
    public static final String SECRET = "TEST-CLIENT-SECRET";

    /** What the next message meets, tokens aside. */
    public enum Trouble {
        NONE,
        REFUSES,
        FORBIDS,
        /** A fault of its own, with the status 500 in its own words. */
        FAULT,
        /** Taken, and never answered while it runs. */
        SILENT,
        /** Taken, and a page of a gateway comes with the status 200. */
        HTML,
        /** A page of a gateway, with the status 502. */
        GATEWAY,
        /** A page of a gateway, with the status 400. */
        HTML_NO,
        /** Taken, and the answer does not say under which id. */
        NO_ID,
        /** Taken, and the answer is about another dossier, or another file. */
        ANOTHERS,
        /** The status 200, and a code of its own that is none. */
        CODE_400,
        /** The token is not known any more. */
        FORGETS_TOKENS
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern QUESTION =
            Pattern.compile("(?:\\w+=\\w+&)?code=([A-Z]\\d{2}(?:\\.[0-9A-Z]+)*|\\d\\.\\d{6})");
    private static final Pattern FILE = Pattern.compile(
            "name=\"files\"; filename=\"([^\"]*)\".*?\r\n\r\n(.*?)\r\n--", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger tokens = new AtomicInteger();
    private final List<String> uploads = new CopyOnWriteArrayList<>();
    private final List<String> codes = new CopyOnWriteArrayList<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, List<String>> histories = new HashMap<>();
    private volatile Consumer<String> watcher = path -> {};
    private volatile String token = "none";

    public SimulatedInterface() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/token", this::token);
        message("/api/next-code", SimulatedInterface::asked, this::nextCode);
        message("/api/upload", body -> body, this::upload);
        message("/api/NoiHoSo", "dossier-request", this::create);
        message("/api/CapNhatTrangThai", "status-request", this::status);
        message("/api/CapNhatTienTrinh", "progress-request", this::progress);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
    }

    /** The next messages meet these, one each. */
    public void next(Trouble... ones) {
        troubles.addAll(List.of(ones));
    }

    /** Is told the path of each message taken, before it is answered. */
    public void whenTaken(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    /** How many tokens were given. */
    public int tokens() {
        return tokens.get();
    }

    /** The dossier codes that were given out, heard or not. */
    public List<String> codes() {
        return List.copyOf(codes);
    }

    /** Names of the files that were put up, repeats too. */
    public List<String> uploads() {
        return List.copyOf(uploads);
    }

    /** What came of a dossier, in order, repeats too: {@code created}, {@code status 2}, {@code step Bước 1}. */
    public synchronized List<String> history(String number) {
        return List.copyOf(histories.getOrDefault(number, List.of()));
    }

    /** The first id of a dossier. */
    public synchronized String id(String number) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue().equals(number))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static final class Refused extends Exception {

        Refused(String why) {
            super(why);
        }
    }

    private void message(String path, String contract, Taking<JsonNode> taking) {
        JsonNode form = ContractFiles.read("npsp-2026/" + contract + ".schema.json");
        message(
                path,
                body -> {
                    JsonNode message = JSON.readTree(body);
                    List<String> breaches = ContractFiles.breaches(form, message);
                    if (!breaches.isEmpty()) {
                        throw new Refused(breaches.toString());
                    }
                    return message;
                },
                taking);
    }

    private interface Reading<T> {
        T read(byte[] body) throws Refused;
    }

    private interface Taking<T> {
        ObjectNode take(T message) throws Refused;
    }

    private <T> void message(String path, Reading<T> reading, Taking<T> taking) {
        server.createContext(path, exchange -> {
            byte[] body = sent(exchange);
            Trouble trouble = troubles.poll();
            if (trouble == Trouble.FORGETS_TOKENS) {
                token = "none";
            }
            if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, told(401, "Thẻ không hợp lệ"));
            } else if (trouble == Trouble.REFUSES || trouble == Trouble.FORBIDS || trouble == Trouble.FAULT) {
                int status = trouble == Trouble.REFUSES ? 400 : trouble == Trouble.FORBIDS ? 403 : 500;
                answer(exchange, status, told(status, "Không"));
            } else if (trouble == Trouble.GATEWAY || trouble == Trouble.HTML_NO) {
                page(exchange, trouble == Trouble.GATEWAY ? 502 : 400);
            } else if (trouble == Trouble.CODE_400) {
                answer(exchange, 200, told(400, "Không"));
            } else {
                take(exchange, body, trouble, reading, taking);
            }
        });
    }

    /** Of a question what it asks. */
    private static byte[] sent(HttpExchange exchange) throws IOException {
        return exchange.getRequestMethod().equals("GET")
                ? String.valueOf(exchange.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8)
                : exchange.getRequestBody().readAllBytes();
    }

    private <T> void take(
            HttpExchange exchange, byte[] body, @Nullable Trouble trouble, Reading<T> reading, Taking<T> taking)
            throws IOException {
        ObjectNode data;
        try {
            T message = reading.read(body);
            synchronized (this) {
                data = taking.take(message);
            }
        } catch (Refused refused) {
            answer(exchange, 400, told(400, String.valueOf(refused.getMessage())));
            return;
        }
        watcher.accept(exchange.getRequestURI().getPath());
        if (trouble == Trouble.SILENT) {
            silent(exchange);
        } else if (trouble == Trouble.HTML) {
            page(exchange, 200);
        } else {
            ObjectNode answer = data.has("data") || data.has("value")
                    ? data
                    : told(200, "Thành công").set("data", data);
            if (trouble == Trouble.ANOTHERS) {
                changed(answer, "maHoSo");
                changed(answer, "HashTepTin");
            }
            answer(exchange, 200, trouble == Trouble.NO_ID ? told(200, "Thành công") : answer);
        }
    }

    private static void changed(ObjectNode answer, String field) {
        answer.findParents(field).forEach(parent -> ((ObjectNode) parent).put(field, "TEST-ANOTHER"));
    }

    private void silent(HttpExchange exchange) {
        try {
            closing.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        JsonNode wanted = JSON.createObjectNode().put("client_id", CLIENT).put("client_secret", SECRET);
        if (!JSON.readTree(exchange.getRequestBody().readAllBytes()).equals(wanted)) {
            answer(exchange, 401, told(401, "Tài khoản không đúng"));
            return;
        }
        token = "TEST-TOKEN-" + tokens.incrementAndGet();
        ObjectNode data = JSON.createObjectNode();
        data.put("access_token", token)
                .put("expires_in", 3600)
                .put("token_type", "Bearer")
                .put("scope", "default");
        answer(exchange, 200, told(200, "Thành công").set("data", data));
    }

    private static String asked(byte[] query) throws Refused {
        Matcher question = QUESTION.matcher(new String(query, StandardCharsets.UTF_8));
        if (!question.matches()) {
            throw new Refused("no code of an agency or a procedure");
        }
        return question.group(1);
    }

    /** The agency's own where an agency asks. */
    private ObjectNode nextCode(String code) {
        String agency = Character.isLetter(code.charAt(0)) ? code : "G16";
        codes.add("%s-20260609-%07d".formatted(agency, codes.size() + 1));
        return JSON.createObjectNode().put("value", codes.getLast());
    }

    private ObjectNode upload(byte[] body) throws Refused {
        Matcher file = FILE.matcher(new String(body, StandardCharsets.ISO_8859_1));
        if (!file.find()) {
            throw new Refused("no file");
        }
        byte[] content = file.group(2).getBytes(StandardCharsets.ISO_8859_1);
        uploads.add(new String(file.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        String id = "TEST-FILE-%04d".formatted(uploads.size());
        files.put(id, sha256(content));
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("data")
                .addObject()
                .putObject("response")
                .putArray("data")
                .addObject()
                .put("IdTepTin", id)
                .put("HashTepTin", sha256(content));
        return answer;
    }

    private ObjectNode create(JsonNode dossier) throws Refused {
        for (JsonNode part : dossier.path("ThanhPhanHoSo")) {
            for (JsonNode file : part.path("GiayToDinhKem")) {
                if (!file.path("HashTepTin")
                        .asString()
                        .equals(files.get(file.path("IdGiayTo").asString()))) {
                    throw new Refused("a file it does not have");
                }
            }
        }
        String number = dossier.path("MaHoSo").asString();
        String id = "TEST-IDHS-%04d".formatted(numbers.size() + 1);
        numbers.put(id, number);
        note(number, "created");
        return JSON.createObjectNode().put("idHoSo", id).put("maHoSo", number);
    }

    private ObjectNode status(JsonNode statuses) throws Refused {
        for (JsonNode status : statuses) {
            int code = status.path("TrangThai").asInt();
            boolean lists = status.has("DanhSachLePhi") || status.has("DanhSachGiayToKetQua");
            if (lists && !List.of(5, 6, 9).contains(code)) {
                throw new Refused("lists with status " + code);
            }
            note(known(status, "IdHoSo"), "status " + code);
        }
        return JSON.createObjectNode();
    }

    private ObjectNode progress(JsonNode steps) throws Refused {
        for (JsonNode step : steps) {
            note(known(step, "IDHoSo"), "step " + step.path("NoiDungXuLy").asString());
        }
        return JSON.createObjectNode();
    }

    private String known(JsonNode message, String id) throws Refused {
        String number = numbers.get(message.path(id).asString());
        if (number == null || !number.equals(message.path("MaHoSo").asString())) {
            throw new Refused("a dossier it does not have");
        }
        return number;
    }

    private void note(String number, String what) {
        histories.computeIfAbsent(number, none -> new ArrayList<>()).add(what);
    }

    private static ObjectNode told(int code, String message) {
        return JSON.createObjectNode().put("code", code).put("message", message);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode content) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsBytes(content));
    }

    private static void page(HttpExchange exchange, int status) throws IOException {
        send(exchange, status, "text/html", "<html><body>gateway</body></html>".getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
