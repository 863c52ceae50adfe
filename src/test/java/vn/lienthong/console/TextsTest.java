package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.ProblemTexts;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.Job;
import vn.lienthong.ledger.Verb;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Refund;
import vn.lienthong.procedures.ProcedureChange;

/** Every text is there, in both languages. */
class TextsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final List<Path> JAVA =
            List.of(Path.of("src/main/java/vn/lienthong/console"), Path.of("src/main/java/vn/lienthong/situation"));
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z][\\w.-]+)[}(]");

    private final Properties vietnamese = load("messages.properties");
    private final Properties english = load("messages_en.properties");

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(english.stringPropertyNames()).isEqualTo(vietnamese.stringPropertyNames());
    }

    /** A record is {@code bản ghi}, a delivery {@code lượt gửi}, what goes over the wire {@code thông điệp}, to replay {@code gửi lại}. */
    @Test
    void vietnamese_has_one_word_for_one_thing() {
        Stream<Path> problems = files(RESOURCES.resolve("problems"))
                .filter(file -> !file.toString().endsWith("_en.properties"));
        assertThat(Stream.concat(Stream.of(RESOURCES.resolve("messages.properties")), problems))
                .hasSizeGreaterThan(5)
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .doesNotContainIgnoringCase("bản tin", "chạy lại", "lượt giao"));
    }

    @Test
    void every_key_a_template_names_exists() {
        Set<String> keys = new TreeSet<>();
        files(RESOURCES.resolve("templates")).forEach(template -> keys.addAll(found(KEY, template)));
        assertThat(keys).hasSizeGreaterThan(50).allMatch(vietnamese::containsKey);
    }

    @Test
    void every_key_put_together_at_run_time_exists() {
        List<String> keys = new ArrayList<>();
        Stream.of(DeliveryState.values())
                .forEach(state -> keys.addAll(List.of("state." + state, "state." + state + ".means")));
        Stream.of(Verb.values())
                .map(Verb::code)
                .forEach(verb ->
                        keys.addAll(List.of("verb." + verb, "verb." + verb + ".means", "did." + verb, "done." + verb)));
        Stream.of(PaymentState.values())
                .forEach(state -> keys.addAll(List.of("payment." + state, "payment." + state + ".means")));
        Stream.of("create", "query", "notice", "look-up").forEach(kind -> keys.add("payment-message." + kind));
        Stream.of("taken", "repeated", "quarantined", "refused")
                .forEach(verdict -> keys.add("payment-verdict." + verdict));
        Stream.of(Refund.State.values()).forEach(state -> keys.add("refund." + state));
        Stream.of(Refund.Step.values()).forEach(step -> keys.add("refund-step." + step));
        Stream.of(Reconciliation.Verdict.values()).forEach(verdict -> keys.add("reconciliation." + verdict));
        Stream.of("reconciliations", "agreement")
                .forEach(page -> keys.addAll(List.of("give." + page, "give." + page + ".about")));
        keys.addAll(List.of("give.anew", "give.partial"));
        keys.addAll(List.of("did.supersede", "did.open-lane", "did.cut-off", "done.job"));
        Stream.of("pause", "resume", "cancel").forEach(act -> keys.add("did." + act + "-job"));
        ProblemTexts.ROOMS.forEach(room -> keys.add("problems.room." + room));
        Stream.of(Job.State.values()).forEach(state -> keys.add("job." + state));
        Stream.of(Verb.values())
                .map(verb -> "all." + verb.code())
                .forEach(all -> keys.addAll(List.of(all, all + ".found", all + ".at-least", all + ".means")));
        Stream.of("delivered", "deferred", "unanswered", "refused", "withheld")
                .forEach(outcome -> keys.add("outcome." + outcome));
        Stream.of("closed", "open", "half-open", "unknown").forEach(breaker -> keys.add("breaker." + breaker));
        Stream.of("well", "moving", "waiting", "attention").forEach(level -> keys.add("level." + level));
        Stream.of("well", "moving", "parked", "faults", "down", "delivered-today")
                .forEach(sentence -> keys.add("assessment." + sentence));
        Stream.of(ProcedureChange.Kind.values()).forEach(kind -> keys.add("procedures.kind." + kind));
        Stream.of("listed", "not-listed", "gone").forEach(state -> keys.add("procedures.state." + state));
        Stream.of("ago", "in")
                .forEach(direction -> Stream.of("moment", "minutes", "hours", "days")
                        .forEach(unit -> keys.add(direction + "." + unit)));
        Stream.of(Explanation.Origin.values()).forEach(origin -> keys.add("origin." + origin));
        Stream.of(VersionDiff.Change.values()).forEach(change -> keys.add("versions.file." + change));
        Stream.of("mapped", "unmapped", "not-owed").forEach(outcome -> keys.add("mapping-try." + outcome));
        Stream.of("json", "ndjson", "csv", "xml", "xlsx").forEach(format -> keys.add("mapping-try.hint." + format));
        assertThat(keys).allMatch(vietnamese::containsKey);
    }

    @Test
    void every_sentence_with_arguments_is_one_that_can_be_formatted() {
        Stream.of(vietnamese, english)
                .forEach(texts -> texts.stringPropertyNames().forEach(key -> {
                    String text = texts.getProperty(key);
                    assertThat(text).as(key).isNotBlank();
                    if (text.contains("{")) {
                        assertThat(text)
                                .as("an apostrophe in %s would eat its arguments", key)
                                .doesNotContain("'");
                        assertThat(new MessageFormat(text).format(new Object[] {3, 4, 5, 6}))
                                .as(key)
                                .doesNotContain("{");
                    }
                }));
    }

    @Test
    void no_text_is_left_that_nothing_uses() {
        StringBuilder sources = new StringBuilder();
        Stream.concat(files(RESOURCES.resolve("templates")), JAVA.stream().flatMap(TextsTest::files))
                .forEach(file -> sources.append(read(file)));
        Set<String> unused = new TreeSet<>(vietnamese.stringPropertyNames());
        unused.removeIf(key -> sources.indexOf(key) >= 0);
        unused.removeIf(
                key -> key.matches(
                        "(state|payment|payment-message|payment-verdict|refund|refund-step|reconciliation|verb|all|job|give|did|done|outcome|breaker|level|assessment|ago|in|origin|mapping-try|procedures\\.kind|procedures\\.state|versions\\.file|problems\\.room)\\..*"));
        assertThat(unused).isEmpty();
    }

    private static Set<String> found(Pattern pattern, Path file) {
        Set<String> keys = new TreeSet<>();
        pattern.matcher(read(file)).results().forEach(match -> keys.add(match.group(1)));
        return keys;
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(name))) {
            texts.load(reader);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return texts;
    }
}
