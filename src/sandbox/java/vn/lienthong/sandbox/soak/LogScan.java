package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.soak.check.Evidence.Logs;
import vn.lienthong.sandbox.soak.plan.Wording;

/** Looks for what must never stand in a log. */
final class LogScan {

    private static final Map<String, Pattern> SECRETS = secrets();

    private LogScan() {}

    private static Map<String, Pattern> secrets() {
        Map<String, Pattern> secrets = new LinkedHashMap<>();
        secrets.put("an applicant's name", Pattern.compile(Pattern.quote(Wording.APPLICANT)));
        secrets.put("an officer's name", Pattern.compile(Pattern.quote(Wording.OFFICER)));
        secrets.put("an identity number", Pattern.compile("(?<!\\d)0011990\\d{5}(?!\\d)"));
        secrets.put("a telephone number", Pattern.compile(Pattern.quote(Wording.PHONE)));
        secrets.put("the portal's password", Pattern.compile(Pattern.quote(Account.INVENTED.password())));
        secrets.put("a session", Pattern.compile("SANDBOX-[0-9a-f]{8}-"));
        return secrets;
    }

    static Logs of(List<Path> logs) throws IOException {
        List<String> breaches = new ArrayList<>();
        long lines = 0;
        for (Path log : logs) {
            try (Stream<String> all = Files.lines(log, StandardCharsets.UTF_8)) {
                for (String line : (Iterable<String>) all::iterator) {
                    lines++;
                    breaches.addAll(in(line, log.getFileName() + ":" + lines));
                }
            }
        }
        return new Logs(lines, breaches);
    }

    private static List<String> in(String line, String where) {
        return SECRETS.entrySet().stream()
                .filter(secret -> secret.getValue().matcher(line).find())
                .map(secret -> where + " holds " + secret.getKey())
                .toList();
    }
}
