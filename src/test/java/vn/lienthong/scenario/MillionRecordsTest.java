package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.kafka.KafkaServer;
import vn.lienthong.intake.sftp.SftpServer;
import vn.lienthong.sandbox.FreePorts;
import vn.lienthong.sandbox.soap.SimulatedExchange;

/**
 * A million dossiers from one source, by the shipped example, into a whole connector that may not have more than 512 MiB; the
 * portal is down meanwhile. Of dropped files and of databases the same is said by {@code InboxKillTest} and {@code SqlKillTest}.
 */
@Tag("long")
class MillionRecordsTest {

    private static final int RECORDS = Integer.getInteger("million.records", 1_000_000);
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2024-03-15T08:30:00+07:00");
    private static final Pattern PAGE = Pattern.compile("[?&](since|page|size)=([^&]+)");

    private final String dossier = read("src/sandbox/resources/sandbox/push/dossier.json");

    @TempDir
    Path folder;

    @Test
    void are_taken_from_an_http_api() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext("/", this::answer);
            server.start();
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            try (Connector connector = connector(Map.of("apis.motcua.url", address), "npsp-dossier-rest")) {
                verify(connector);
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void are_taken_from_a_kafka_topic() throws Exception {
        try (KafkaServer server = new KafkaServer(folder.resolve("kafka"))) {
            server.topic("ho-so", 1);
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", server.address()), new StringSerializer(), new StringSerializer())) {
                for (int n = 0; n < RECORDS; n++) {
                    producer.send(new ProducerRecord<>("ho-so", number(n), numbered(n)));
                }
            }
            try (Connector connector =
                    connector(Map.of("brokers.main.servers", server.address()), "npsp-dossier-kafka")) {
                verify(connector);
            }
        }
    }

    @Test
    void are_taken_from_one_file_of_an_sftp_server() throws Exception {
        Path export = Path.of("src/sandbox/resources/sandbox/exports/01_so-theo-doi-ho-so_2020-11.csv");
        List<String> lines = Files.readAllLines(export).subList(0, 2);
        String number = lines.getLast().split(";")[1];
        Path put = Files.createDirectories(folder.resolve("server/xuat/so-theo-doi"));
        try (BufferedWriter file = Files.newBufferedWriter(put.resolve("so-theo-doi-ho-so.csv"))) {
            file.write(lines.getFirst() + "\n");
            for (int n = 0; n < RECORDS; n++) {
                file.write(lines.getLast().replace(number, number(n)) + "\n");
            }
        }
        try (SftpServer server = new SftpServer(folder.resolve("server"))) {
            Map<String, String> settings = Map.of(
                    "sftp.motcua.host",
                    "127.0.0.1",
                    "sftp.motcua.port",
                    String.valueOf(server.settings().port()),
                    "sftp.motcua.username",
                    SftpServer.USERNAME,
                    "sftp.motcua.password",
                    SftpServer.PASSWORD,
                    "sftp.motcua.host-key",
                    server.settings().hostKey().getFirst());
            try (Connector connector = connector(settings, "so-theo-doi-2020-sftp")) {
                verify(connector);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> Files.exists(put.resolve("done/so-theo-doi-ho-so.csv")));
            }
        }
    }

    /** It has a few thousand waiting at any time: an exchange gives all of them in one answer. */
    @Test
    void are_taken_from_a_dossier_exchange() throws Exception {
        Map<String, String> account = Map.of(
                "exchanges.truc.username", SimulatedExchange.USERNAME,
                "exchanges.truc.password", SimulatedExchange.PASSWORD);
        try (SimulatedExchange exchange = new SimulatedExchange();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            thread.submit(() -> {
                for (int n = 1; n <= RECORDS; n++) {
                    exchange.put(String.valueOf(n), "<maLoaiHoSo>TT-07</maLoaiHoSo><hoTenNguoiNop>Thử</hoTenNguoiNop>");
                    while (exchange.waiting() >= 5000) {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
            });
            Map<String, String> settings = new HashMap<>(account);
            settings.put("exchanges.truc.url", exchange.address());
            try (Connector connector = connector(settings, "exchange-2013", "exchange-2013-pull")) {
                verify(connector);
            }
        }
    }

    /** Those whose time is later than {@code since}, a page of them: the n-th changed n seconds after the first. */
    private void answer(HttpExchange request) throws IOException {
        int from = 0;
        int page = 0;
        int size = 0;
        Matcher parameter = PAGE.matcher(
                request.getRequestURI().toString().replace("%3A", ":").replace("%2B", "+"));
        while (parameter.find()) {
            switch (parameter.group(1)) {
                case "since" ->
                    from = (int) Duration.between(FIRST, OffsetDateTime.parse(parameter.group(2)))
                                    .toSeconds()
                            + 1;
                case "page" -> page = Integer.parseInt(parameter.group(2)) - 1;
                default -> size = Integer.parseInt(parameter.group(2));
            }
        }
        StringBuilder items = new StringBuilder("{\"data\":{\"items\":[");
        int first = from + page * size;
        for (int n = first; n < Math.min(first + size, RECORDS); n++) {
            items.append(n == first ? "" : ",").append(numbered(n));
        }
        byte[] body = items.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
        request.sendResponseHeaders(200, body.length);
        try (OutputStream out = request.getResponseBody()) {
            out.write(body);
        }
    }

    private static String number(int n) {
        return "000.00.00.G16-240315-%07d".formatted(n);
    }

    private String numbered(int n) {
        return "{ \"updatedAt\": \"" + FIRST.plusSeconds(n) + "\","
                + dossier.substring(1)
                        .replaceFirst("\"dossierNo\": \"[^\"]+\"", "\"dossierNo\": \"" + number(n) + "\"");
    }

    private Connector connector(Map<String, String> settings, String... examples) throws Exception {
        String nobody = "http://127.0.0.1:" + FreePorts.one() + "/none";
        Connector connector = Connector.start(folder, nobody, "", settings, List.of("-Xmx256m"));
        Connector.use(folder, examples);
        return connector;
    }

    private static void verify(Connector connector) throws Exception {
        long began = System.nanoTime();
        await().atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> connector.count("PENDING") + connector.count("RETRYING") >= RECORDS);
        System.out.printf(
                "%,d records in %d s; the connector has had at most %d MiB%n",
                RECORDS,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                connector.process().mostResidentMiB());
        assertThat(connector.get("/api/deliveries?size=1").path("total").asLong())
                .isEqualTo(RECORDS);
        assertThat(connector.process().mostResidentMiB()).isLessThan(512);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
