package vn.lienthong.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.mapping.expression.JqExpression.Failed;
import vn.lienthong.mapping.expression.JqExpression.Flaw;

class JqExpressionTest {

    private static final String RECORD = """
            {"no": "H01-1", "blank": " ", "nothing": null, "big": 9007199254740993, "share": 0.1, "flag": true,
             "applicant": {"name": "Nguyễn Thị Mẫu", "phone": "0900000000"},
             "papers": [{"name": "a.pdf", "size": 3}, {"name": "b.pdf", "size": 4, "removed": true}]}
            """;

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            .no                                                        => H01-1
            .applicant.name                                            => Nguyễn Thị Mẫu
            .blank // .no                                              => H01-1
            [.papers[] | select(.removed | not) | .name] | join("; ")  => a.pdf
            [.papers[].size] | add                                     => 7
            reduce .papers[] as $p (0; . + $p.size)                    => 7
            .papers | map(.size) | max                                 => 4
            first(.papers[] | select(.size > 3)) | .name               => b.pdf
            [limit(1; .papers[])] | length                             => 1
            if any(.papers[]; .removed) then "1" else "0" end          => 1
            if (.papers | all(.size > 3)) then "1" else "0" end        => 0
            if .flag then "co" else "khong" end                        => co
            "\\(.no)/\\(.papers | length)"                             => H01-1/2
            .no | test("^h\\\\d{2}-"; "i")                             => true
            .no | sub("(?<a>.)(?<b>.)"; "\\(.b)\\(.a)")                => 0H1-1
            .no | gsub("1"; "2")                                       => H02-2
            .no | capture("^(?<unit>[A-Z]\\\\d+)") | .unit             => H01
            [.no | scan("\\\\d")] | join(",")                          => 0,1,1
            .no | split("-") | last                                    => 1
            .no | split("[-0]"; null) | length                         => 3
            .no | ascii_downcase                                       => h01-1
            .big + 1                                                   => 9007199254740994
            .share + 0.2                                               => 0.3
            .no | .[0:3]                                               => H01
            $record.no                                                 => H01-1
            .applicant | $record.no + .phone                           => H01-10900000000
            try error("x") catch "caught"                              => caught
            .papers as [$one, $other] | $other.name                    => b.pdf
            .applicant as {name: $n} | $n                              => Nguyễn Thị Mẫu
            [.papers[] | {name} | .name] | unique | length             => 2
            .papers | map({(.name): .size}) | add | to_entries[0].key  => a.pdf
            [[1, [2]], 3] | flatten | length                           => 3
            "a" | in({"a": 1})                                         => true
            """)
    void says_what_jq_says(String expression, String expected) throws Exception {
        assertThat(String.valueOf(value(expression, RECORD))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {".missing", ".nothing", ".blank", "empty", "null", ".papers[] | select(.size > 9) | .name"})
    void nothing_and_null_and_a_blank_text_are_unknown(String expression) throws Exception {
        assertThat(value(expression, RECORD)).isNull();
    }

    @Test
    void texts_are_composed_and_trimmed_as_for_every_other_verb() throws Exception {
        assertThat(value("if .a == \"đã nhận\" then 1 else 2 end", "{\"a\": \" đã nhâ\u0323n \"}"))
                .isEqualTo(1L);
    }

    @Test
    void numbers_pass_through_digit_by_digit() throws Exception {
        assertThat(value(".a", "{\"a\": 1234567890.12345678901234567890}"))
                .isEqualTo(new BigDecimal("1234567890.12345678901234567890"));
        assertThat(value(".a * 3", "{\"a\": 3074457345618258603}")).isEqualTo(new BigDecimal("9223372036854775809"));
    }

    /** Expression → what is wrong with it, and where. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            .a | env.HOME                      => mapping.expr-not-allowed 1:6 env
            $ENV.HOME                          => mapping.expr-not-allowed 1:2 $ENV
            [inputs] | length                  => mapping.expr-not-allowed 1:2 inputs
            input                              => mapping.expr-not-allowed 1:1 input
            .a | debug                         => mapping.expr-not-allowed 1:6 debug
            input_filename                     => mapping.expr-not-allowed 1:1 input_filename
            now                                => mapping.expr-not-allowed 1:1 now
            def f: 1; f                        => mapping.expr-not-allowed 1:1 def
            [repeat(.a)]                       => mapping.expr-not-allowed 1:2 repeat
            [.a | while(true; .)]              => mapping.expr-not-allowed 1:7 while
            until(false; .)                    => mapping.expr-not-allowed 1:1 until
            import "x" as x; .a                => mapping.expr-not-allowed 1:1 import
            include "x"; .a                    => mapping.expr-not-allowed 1:1 import
            .a = 1                             => mapping.expr-not-allowed 1:4 =
            .a |= 1                            => mapping.expr-not-allowed 1:4 |=
            .a += 1                            => mapping.expr-not-allowed 1:4 +=
            .a | getpath(["x"])                => mapping.expr-not-allowed 1:6 getpath
            .a | infinite                      => mapping.expr-not-allowed 1:6 infinite
            .a | recurse(.b)                   => mapping.expr-wrong-arguments 1:6 recurse
            .a | slect(.b)                     => mapping.expr-unknown-function 1:6 slect
            .env | strins                      => mapping.expr-unknown-function 1:8 strins
            .a | @sh                           => mapping.expr-unknown-function 1:7 @sh
            .a as $name | $nam                 => mapping.expr-unknown-variable 1:16 nam
            {$x}                               => mapping.expr-unknown-variable 1:3 x
            .a | map(                          => mapping.expr-cut-off 1:9
            .a |                               => mapping.expr-cut-off 1:4
            .a ) .b                            => mapping.expr-syntax 1:4 )
            .a & .b                            => mapping.expr-syntax 1:4 &
            .a | test(.b)                      => mapping.expr-pattern-not-literal 1:6 test
            .a | test("x"; "z")                => mapping.expr-pattern-not-literal 1:6 test
            .a | gsub("("; "x")                => mapping.expr-bad-pattern 1:6 (
            """)
    void what_the_language_does_not_allow_is_told_with_its_place(String expression, String expected) {
        assertThat(flaws(expression)).containsExactly(expected);
    }

    @Test
    void every_flaw_is_told_at_once() {
        assertThat(flaws("env |\n  slect(.b) | $x"))
                .containsExactlyInAnyOrder(
                        "mapping.expr-not-allowed 1:1 env",
                        "mapping.expr-unknown-function 2:3 slect",
                        "mapping.expr-unknown-variable 2:16 x");
    }

    @Test
    void a_field_of_a_forbidden_name_is_no_fault() throws Exception {
        assertThat(value(".env.input", "{\"env\": {\"input\": \"x\"}}")).isEqualTo("x");
    }

    @Test
    void an_expression_that_would_be_a_program_is_refused() {
        assertThat(flaws(".a" + " | .a".repeat(500))).containsExactly("mapping.expr-too-long 1:1");
        assertThat(flaws("(".repeat(1900))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            .papers[].name          => mapping.expr-several-values
            .papers                 => mapping.expr-no-single-value
            .applicant              => mapping.expr-no-single-value
            .no + 1                 => mapping.expr-failed
            .no[]                   => mapping.expr-failed
            .no * 3                 => mapping.expr-failed
            error(.applicant.name)  => mapping.expr-failed
            .applicant.name | tonumber => mapping.expr-failed
            .papers[0].size / 0     => mapping.expr-failed
            """)
    void no_single_value_is_a_problem_that_quotes_nothing(String expression, String code) {
        assertThatThrownBy(() -> value(expression, RECORD)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.details().toString()).doesNotContain("Mẫu", "H01");
        });
    }

    /** Each of these would run for hours, or fill the memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[range(1000000000)] | length",
                "[.list[] as $a | .list[] as $b | .list[] as $c | .list[] as $d | 1] | length",
                "reduce .list[] as $x (\"ab\"; . + .)",
                "reduce .list[] as $x ([1]; . + .) | length",
                "reduce .list[] as $x (2; . * .)",
                "[.list[] | [range(100000)]] | length",
                ".hostile | test(\"^(a+)+$\")",
                ".hostile | test(\"(a|aa)+b\")",
                ".hostile | gsub(\"a\"; \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\") | gsub(\"a\"; \"bbbbbbbbbbbbbbbbb\")",
                "last(range(100000000))",
                "try last(range(100000000)) catch \"caught\"",
                "any(range(100000000); false)"
            })
    void what_would_run_or_grow_without_end_stops_the_record(String expression) {
        String list = String.join(",", Collections.nCopies(1000, "1"));
        String hostile = "{\"list\": [" + list + "], \"hostile\": \"" + "a".repeat(5000) + "!\"}";
        assertThatThrownBy(() -> value(expression, hostile))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.code()).isIn("mapping.expr-too-costly", "mapping.expr-failed"));
    }

    @Test
    void a_large_body_passes_through_at_no_cost() throws Exception {
        String body = "x".repeat(4 << 20);
        assertThat(value(
                        ".papers[] | select(.kind == \"1\") | .body",
                        "{\"papers\": [{\"kind\": \"1\", \"body\": \"" + body + "\"}]}"))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            .a.b.c                                        => a.b.c
            .a | .b                                       => a, a.b
            .a[] | select(.b) | .c                        => a, a.b, a.c
            [.a[].b] | join(", ")                         => a.b
            .["a b"].c                                    => a b.c
            $record.x + .y                                => /x, y
            .a as $v | $v.b + .c                          => a, a.b, c
            reduce .a[] as $v (0; . + $v.b)               => a, a.b
            if .a then .b else .c end                     => a, b, c
            .a // .b                                      => a, b
            "\\(.a) \\(.b)"                               => a, b
            .a | map(.b) | .[0].d                         => a, a.b
            .a[.b].c                                      => a.c, b
            any(.a[]; .b == "x")                          => a, a.b
            try .a.b catch .c                             => a.b
            {a: .b}.a                                     => b
            """)
    void knows_the_fields_it_names(String expression, String expected) {
        assertThat(compiled(expression).reads())
                .extracting(read -> (read.fromRecord() ? "/" : "") + String.join(".", read.steps()))
                .containsExactlyInAnyOrderElementsOf(List.of(expected.split(", ")));
    }

    @Test
    void one_expression_serves_many_threads() throws Exception {
        JqExpression expression = compiled("[.list[] | select(. > 1)] | add");
        try (var threads = Executors.newFixedThreadPool(4)) {
            var results = threads.invokeAll(IntStream.range(0, 200)
                    .<java.util.concurrent.Callable<Object>>mapToObj(
                            i -> () -> Objects.requireNonNull(value(expression, "{\"list\": [1, " + (i + 2) + ", 2]}")))
                    .toList());
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(i + 4L);
            }
        }
    }

    private static List<String> flaws(String expression) {
        return JqExpression.compile(expression).flaws().stream()
                .map(JqExpressionTest::line)
                .toList();
    }

    private static String line(Flaw flaw) {
        String about = flaw.details()
                .getOrDefault(
                        "name",
                        flaw.details().getOrDefault("near", flaw.details().getOrDefault("pattern", "")));
        return (flaw.code() + " " + flaw.line() + ":" + flaw.column() + " " + about).strip();
    }

    private static JqExpression compiled(String expression) {
        JqExpression.Compiled compiled = JqExpression.compile(expression);
        assertThat(compiled.flaws()).isEmpty();
        return Objects.requireNonNull(compiled.expression());
    }

    private static @Nullable Object value(String expression, String record) throws Failed {
        return value(compiled(expression), record);
    }

    private static @Nullable Object value(JqExpression expression, String record) throws Failed {
        JsonNode tree = new JsonMapper()
                .rebuild()
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(record);
        return expression.value(tree, new Input(tree));
    }
}
