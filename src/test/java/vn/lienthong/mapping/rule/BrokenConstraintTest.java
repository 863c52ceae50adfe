package vn.lienthong.mapping.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXParseException;

class BrokenConstraintTest {

    /** Values are written {@code h1}, and some end as the validator's words begin. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cvc-pattern-valid: Value 'h1' is not facet-valid with respect to pattern '[A-Z]' for type 'no'.       | cvc-pattern-valid: pattern '[A-Z]'
            cvc-enumeration-valid: Value 'h1' is not facet-valid with respect to enumeration '[1, 4]'. It must be a value from the enumeration. | cvc-enumeration-valid: enumeration '[1, 4]'
            cvc-maxLength-valid: Value 'h1' with length = '2' is not facet-valid with respect to maxLength '1' for type 'no'. | cvc-maxLength-valid: maxLength '1'
            cvc-datatype-valid.1.2.1: 'h1' is not a valid value for 'date'.                                       | cvc-datatype-valid.1.2.1: date
            cvc-datatype-valid.1.2.3: 'h1' is not a valid value of union type 'day'.                              | cvc-datatype-valid.1.2.3
            cvc-datatype-valid.1.2.3: 'x' is not a valid value for 'h1' is not a valid value of union type 'day'. | cvc-datatype-valid.1.2.3
            cvc-elt.5.2.2.2.2: The value 'x is not facet-valid with respect to pattern 'h1' of element 'E' does not match the {value constraint} value '5'. | cvc-elt.5.2.2.2.2
            cvc-type.3.1.3: The value 'h1' of element 'No' is not valid.                                          | cvc-type.3.1.3
            """)
    void is_told_without_the_value(String message, String words) {
        assertThat(BrokenConstraint.of(new SAXParseException(message, null)).words())
                .isEqualTo(words)
                .doesNotContain("h1");
    }
}
