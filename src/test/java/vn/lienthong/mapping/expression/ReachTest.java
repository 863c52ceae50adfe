package vn.lienthong.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a record an expression may look at, at most; {@code .} is all of it. */
class ReachTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            .a                                                   => .a
            .a.b                                                 => .a.b
            ."a"."b"                                             => .a.b
            .["a"]                                               => .a
            .a?                                                  => .a
            .a // .b                                             => .a .b
            "Ho so " + .a                                        => .a
            "\\(.a)/\\(.b)"                                      => .a .b
            .a | split("-") | .[0]                               => .a
            .a | select(. != null) | tostring                    => .a
            .a | select(.b == 1) | .c                            => .a.b .a.c
            .a | strings                                         => .a
            if .a == 1 then .b else "x" end                      => .a .b
            .a as $x | $x.b + .c                                 => .a.b .c
            .a as $x | (.b as $x | $x) + $x.c                    => .b .a.c
            $record.a.b                                          => $.a.b
            .a | $record.b                                       => $.b
            {a, b: .c} | .a                                      => .a .c
            {"a"} | .a                                           => .a
            . as $x | {$x} | .x.a                                => .
            try .a catch "x"                                     => .a
            first(.a, .b)                                        => .a .b
            any(.a; .b)                                          => .a
            reduce .a as $i (.b; . + $i.c)                       => .b .a.c
            .                                                    => .
            tojson                                               => .
            .a | tojson                                          => .a
            keys | join(",")                                     => .
            to_entries[0].value                                  => .
            map(.a) | add                                        => .
            .a | map(.b) | add                                   => .a
            .a[].b                                               => .a
            .[] | strings                                        => .
            .a[0].b                                              => .a
            .a[.b]                                               => .a .b
            .["a" + "b"]                                         => .
            .. | strings                                         => .
            @text                                                => .
            $record | tojson                                     => $
            . as {a: $x} | $x                                    => .
            . as [$x] | $x                                       => .
            [.a, .b] | join("-")                                 => .a .b
            .a | in({"x": $record.b})                            => .a $.b
            [limit(1; .a, .b)] | length                          => .a .b
            length                                               => .
            -(.a)                                                => .a
            .a | test("x")                                       => .a
            .a | sub("(?<x>.)"; .x)                              => .a
            "x"                                                  => ``
            """)
    void counts_all_it_may_look_at(String expression, String expected) {
        JqExpression compiled = JqExpression.compile(expression).expression();
        assertThat(Objects.requireNonNull(compiled, expression).reach().stream()
                        .map(ReachTest::written)
                        .collect(Collectors.joining(" ")))
                .satisfies(reach -> assertThat(reach.split(" ")).containsExactlyInAnyOrder(expected.split(" ")));
    }

    private static String written(JqExpression.Read read) {
        String steps =
                String.join("", read.steps().stream().map(step -> "." + step).toList());
        return read.fromRecord() ? "$" + steps : steps.isEmpty() ? "." : steps;
    }
}
