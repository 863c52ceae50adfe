package vn.lienthong.mapping.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read by hand, held against the slow way that says what it means. */
class ByHandTest {

    private static final int TRIES = 100_000;

    private final Random random = new Random(1);

    @Test
    void an_amount_is_what_these_expressions_find() {
        List<Pattern> shapes = List.of(
                Pattern.compile("(\\d{1,3})(?:[.,](\\d{1,2}))?"),
                Pattern.compile("(\\d{4,})(?:[.,](\\d+))?"),
                Pattern.compile("([1-9]\\d{0,2}(?:\\.\\d{3})+)(?:,(\\d{1,2}))?"),
                Pattern.compile("([1-9]\\d{0,2}(?: \\d{3})+)(?:[.,](\\d{1,2}))?"),
                Pattern.compile("([1-9]\\d{0,2}(?:,\\d{3})+)(?:\\.(\\d{1,2}))?"));
        int amounts = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = changed(List.of("1500000", "1.500.000", "1 500 000,5", "1,500.25", "12.345,678"), "0123., x");
            Amount meant = amount(shapes, text);
            assertThat(Amount.read(text)).as(text).isEqualTo(meant);
            amounts += meant == null ? 0 : 1;
        }
        assertThat(amounts).isGreaterThan(1_000);
    }

    private static @Nullable Amount amount(List<Pattern> shapes, String text) {
        for (Pattern shape : shapes) {
            Matcher matcher = shape.matcher(text);
            if (matcher.matches()) {
                String fraction = matcher.group(2);
                return new Amount(
                        matcher.group(1).replaceAll("\\D", ""),
                        fraction == null ? "" : fraction,
                        shape == shapes.getLast());
            }
        }
        return null;
    }

    /** By hand may give up where the formatter does not; what it gives must be the same. */
    @ParameterizedTest
    @ValueSource(strings = {"dd/MM/uuuu HH:mm", "uuuuMMddHHmmss", "uuuu-MM-dd'T'HH:mm:ss", "dd-MM-uuuu"})
    void a_time_is_what_the_formatter_reads(String pattern) {
        DatePattern byHand = Objects.requireNonNull(DatePattern.of(pattern, 0));
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        String good = formatter.format(LocalDateTime.of(2024, 2, 28, 23, 59, 58));
        int times = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = changed(List.of(good), "01239/:-T ");
            LocalDateTime read = byHand.read(text);
            if (read != null) {
                times++;
                assertThat(formatter.parse(text).query(java.time.temporal.TemporalQueries.localDate()))
                        .as(text)
                        .isEqualTo(read.toLocalDate());
            }
        }
        assertThat(times).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d/M/uuuu", "dd/MM/uuuu[ HH:mm]", "dd MMM uuuu", "uuuu-MM-dd'x'", "HH:mm", "dd/MM/uu"})
    void other_patterns_are_left_to_the_formatter(String pattern) {
        assertThat(DatePattern.of(pattern, 0)).isNull();
    }

    @Test
    void an_instant_is_written_as_java_writes_it() {
        for (int i = 0; i < TRIES; i++) {
            LocalDateTime moment =
                    LocalDateTime.of(1976, 1, 1, 0, 0).plusSeconds(random.nextLong(8_000L * 365 * 86_400));
            assertThat(IsoMoment.utc(moment))
                    .isEqualTo(moment.atZone(ZoneId.of("Asia/Ho_Chi_Minh"))
                            .toInstant()
                            .toString());
        }
        assertThat(IsoMoment.utc(LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1))).isNull();
    }

    private String changed(List<String> good, String signs) {
        StringBuilder text = new StringBuilder(good.get(random.nextInt(good.size())));
        for (int change = random.nextInt(4); change > 0; change--) {
            int at = random.nextInt(text.length());
            char sign = signs.charAt(random.nextInt(signs.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, sign);
                case 1 -> text.insert(at, sign);
                default -> text.deleteCharAt(at).append(text.isEmpty() ? "0" : "");
            }
        }
        return text.toString();
    }
}
