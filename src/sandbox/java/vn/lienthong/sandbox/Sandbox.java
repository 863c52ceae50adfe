package vn.lienthong.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import vn.lienthong.Application;
import vn.lienthong.sandbox.payment.PaymentAccount;
import vn.lienthong.sandbox.payment.SimulatedPayments;

/**
 * {@code ./lienthong sandbox}: the connector before the simulated portal, with sample exports in its inbox. Each start is
 * fresh; {@code --keep} goes on with what is there, {@code --dir} says where, {@code --portal-port} and {@code
 * --payments-port} which ports the portal and the payment systems have. Everything else is passed to the connector.
 */
public final class Sandbox {

    /** The flow of each export, by the number its name begins with. */
    private static final Map<String, String> FLOWS = Map.of(
            "01", "so-theo-doi-2020",
            "02", "danh-sach-2025",
            "03", "mot-cua-2018",
            "04", "xuat-2023",
            "05", "ho-so-cu-2006");

    private static final List<String> QUICK = List.of(
            "timeout: { connect: 2s, read: 5s }",
            "retry: { first: 2s, factor: 2, longest: 30s, jitter: 20%, giveUpAfter: 7d }",
            "breaker: { window: 20 calls, failureRate: 50%, slowCall: 4s, openFor: 5s, probes: 1 }",
            "pace: { perSecond: 50, parallel: 8, rampAfterOutage: 15s }");

    private static final Set<String> QUICKENED = Set.of("npsp.yaml", "agency.yaml");

    /** Lies in a folder of the sandbox's own: no other folder is ever emptied, whatever --dir says. */
    private static final String MARK = ".lienthong-sandbox";

    private static final List<String> OURS = List.of("dir", "keep", "portal-port", "payments-port");

    private Sandbox() {}

    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments);
        Path dir = Path.of(options.get("dir", "target/sandbox-run")).toAbsolutePath();
        if (!options.has("keep")) {
            empty(dir);
        }
        boolean fresh = !Files.exists(dir);
        Files.createDirectories(dir);
        Files.writeString(dir.resolve(MARK), "Emptied at each start of the sandbox.\n");
        SimulatedPortal portal = SimulatedPortal.start(options.number("portal-port", 8090), Account.INVENTED);
        SimulatedPayments payments =
                SimulatedPayments.start(options.number("payments-port", 8091), PaymentAccount.INVENTED);
        SpringApplication application = new SpringApplication(Application.class);
        application.addListeners((ApplicationListener<ContextClosedEvent>) closed -> {
            portal.close();
            payments.close();
        });
        Path inbox = inbox(options, dir);
        ConfigurableEnvironment environment = application
                .run(properties(options, dir, inbox, portal, payments))
                .getEnvironment();
        payments.tell(connector(environment));
        portal.ministryAt(connector(environment) + SimulatedPortal.PATH);
        if (fresh) {
            copy("classpath*:sandbox/exports/*", dir, name -> flow(inbox, name));
        }
        copy("classpath*:sandbox/push/*", dir, name -> dir.resolve("push"));
        System.out.println(whereToLook(environment, portal, payments, dir, inbox));
    }

    private static String connector(ConfigurableEnvironment environment) {
        return "http://localhost:" + environment.getProperty("local.server.port", "8080");
    }

    private static Path inbox(Options options, Path dir) {
        return Path.of(options.get("inbox.dir", dir.resolve("inbox").toString()));
    }

    /** What is passed in stands before what we say. */
    private static String[] properties(
            Options options, Path dir, Path inbox, SimulatedPortal portal, SimulatedPayments payments)
            throws IOException {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("npsp.url", portal.adapter());
        ours.put("npsp.username", Account.INVENTED.username());
        ours.put("npsp.password", Account.INVENTED.password());
        ours.put("npsp.dstcode", Account.INVENTED.dstcode());
        ours.put("npsp.agency-code", Account.INVENTED.agency());
        if (options.given().keySet().stream().noneMatch(name -> name.startsWith("agency."))) {
            Path ministry = Files.createDirectories(dir.resolve("ministry"));
            ours.put("agency.systems.agency.folder", ministry.toString());
        }
        ours.put("data.dir", dir.resolve("data").toString());
        if (!options.has("keep")) {
            // warns of a new, empty ledger, which is what was asked for
            ours.put("logging.level.vn.lienthong.ledger.LedgerFile", "error");
        }
        ours.put("inbox.dir", inbox.toString());
        ours.put("relay.policies", quickPolicies(dir).toString());
        ours.putAll(payments(dir, payments));
        options.given().forEach((name, value) -> {
            if (!OURS.contains(name)) {
                ours.put(name, value);
            }
        });
        return ours.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
    }

    /** The simulated payment systems, and an account that is nobody's. */
    private static Map<String, String> payments(Path dir, SimulatedPayments payments) throws IOException {
        Path tables = Files.createDirectories(dir.resolve("payments"));
        Files.writeString(tables.resolve("beneficiaries.csv"), """
                procedure,unit,unit_name,bank,account,holder,from,until
                *,%s,Cơ quan giả lập,970436,0000123456789,TAI KHOAN THU NGHIEM,,
                """.formatted(Account.INVENTED.agency()));
        Files.copy(
                Path.of("mappings", "payments", "fees.csv"),
                tables.resolve("fees.csv"),
                StandardCopyOption.REPLACE_EXISTING);
        PaymentAccount account = PaymentAccount.INVENTED;
        return Map.ofEntries(
                Map.entry("payments.tables", tables.toString()),
                Map.entry("payment-platform.url.init", payments.address("/pp/init")),
                Map.entry("payment-platform.url.query", payments.address("/pp/query")),
                Map.entry("payment-platform.url.bill", payments.address("/pp/bill")),
                Map.entry("payment-platform.partner-code", account.partner()),
                Map.entry("payment-platform.secret", account.secret()),
                Map.entry("paygov.url.create", payments.address("/paygov/create")),
                Map.entry("paygov.url.receipt", payments.address("/paygov/receipt")),
                Map.entry("paygov.url.query", payments.address("/paygov/query")),
                Map.entry("paygov.partner-code", account.paygovPartner()),
                Map.entry("paygov.access-key", account.accessKey()),
                Map.entry("paygov.secret", account.paygovSecret()),
                Map.entry("paygov.service-code", account.serviceCode()));
    }

    /** The shipped policies with waits and a pace for somebody who watches; edit a copy, and it is in force in seconds. */
    private static Path quickPolicies(Path dir) throws IOException {
        Path policies = Files.createDirectories(dir.resolve("policies"));
        try (Stream<Path> shipped = Files.list(Path.of("routes", "policies"))) {
            for (Path policy :
                    shipped.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                List<String> lines = new ArrayList<>(Files.readAllLines(policy));
                for (String quick : QUICKENED.contains(policy.getFileName().toString()) ? QUICK : List.<String>of()) {
                    String word = quick.substring(0, quick.indexOf(':') + 1);
                    lines.replaceAll(line -> line.startsWith(word) ? quick : line);
                }
                Files.write(policies.resolve(policy.getFileName()), lines);
            }
        }
        return policies;
    }

    /** A file appears in its folder whole, by a rename on the same disk. */
    private static void copy(String resources, Path dir, Function<String, @Nullable Path> where) throws IOException {
        Path waiting = Files.createDirectories(dir.resolve("copying"));
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(resources)) {
            String name = Objects.requireNonNull(resource.getFilename());
            Path folder = where.apply(name);
            if (folder == null) {
                continue;
            }
            Path copy = waiting.resolve(name);
            try (InputStream content = resource.getInputStream()) {
                Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createDirectories(folder);
            Files.move(copy, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static @Nullable Path flow(Path inbox, String file) {
        String flow = FLOWS.get(file.substring(0, Math.min(2, file.length())));
        return flow == null ? null : inbox.resolve(flow);
    }

    private static void empty(Path dir) throws IOException {
        if (!Files.exists(dir)) {
            return;
        }
        if (!Files.exists(dir.resolve(MARK))) {
            throw new IllegalArgumentException(
                    dir + " is not a folder of the sandbox's own and is left alone. Name another one with --dir.");
        }
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static String whereToLook(
            ConfigurableEnvironment environment,
            SimulatedPortal portal,
            SimulatedPayments payments,
            Path dir,
            Path inbox) {
        String console = connector(environment);
        String push = "curl -H 'Content-Type: application/json' --data-binary @" + dir.resolve("push");
        return """

                Liên Thông sandbox: everything runs, nothing leaves this machine. Ctrl+C stops it.

                  Console (trang điều hành)      %1$s
                  Simulated portal (Cổng giả lập) %2$s   counts, dossiers, fault switches
                  Inbox (thư mục nhận tệp)        %3$s
                  Ministry (hệ thống của cơ quan) %8$s   what is filed on the portal
                  Policy (chính sách gửi)         %6$s
                  API                            %1$s/api/deliveries
                  Health, metrics                http://localhost:%4$s/actuator/health

                Push the two examples / Gửi hai ví dụ:
                  %5$s/dossier.json %1$s/api/records/npsp-dossier
                  %5$s/progress.json %1$s/api/records/npsp-progress
                Ask for a payment / Tạo một khoản thanh toán, rồi nộp ở %7$s:
                  %5$s/payment.json %1$s/api/payments
                """.formatted(
                        console,
                        "http://localhost:" + portal.port(),
                        inbox,
                        environment.getProperty("local.management.port", "8081"),
                        push,
                        dir.resolve("policies/npsp.yaml"),
                        payments.address("/pay"),
                        dir.resolve("ministry"));
    }
}
