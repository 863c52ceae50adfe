package vn.lienthong.mapping.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.SAXParseException;

/**
 * Which constraint of a schema is broken, without the value that broke it, which may be somebody's: a validator's message is
 * the constraint's own name, the value, and then what the schema wants.
 *
 * @param name as XML Schema calls it, {@code cvc-pattern-valid}
 * @param wanted what the schema says, {@code pattern '[A-Z]\d*'}; empty if the message does not tell
 */
record BrokenConstraint(String name, String wanted) {

    /** The value stands before this, so the last such words are the message's own. */
    private static final Pattern WANTED = Pattern.compile(
            ".*(?:facet-valid with respect to (?<facet>\\w+ '.*')|is not a valid value for '(?<type>[\\w:]+)')[^']*",
            Pattern.DOTALL);

    static BrokenConstraint of(SAXParseException refused) {
        String message = String.valueOf(refused.getMessage());
        String name = message.split(":", 2)[0];
        Matcher found = WANTED.matcher(message);
        if (!found.matches()) {
            return new BrokenConstraint(name, "");
        }
        String facet = found.group("facet");
        return new BrokenConstraint(
                name, facet == null ? found.group("type") : facet.replaceFirst("' for type '.*", "'"));
    }

    /** For a person. */
    String words() {
        return wanted.isEmpty() ? name : name + ": " + wanted;
    }
}
