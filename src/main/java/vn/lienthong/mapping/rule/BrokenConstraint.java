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

    /**
     * By which constraints a message ends with words of its own; the value stands before them, so the last such words
     * are those.
     */
    private static final Pattern FACET = Pattern.compile("cvc-[a-zA-Z]+-valid");

    private static final Pattern FACET_WANTED =
            Pattern.compile(".*facet-valid with respect to (\\w+ '.*')[^']*", Pattern.DOTALL);

    private static final String DATATYPE = "cvc-datatype-valid.1.2.1";
    private static final Pattern DATATYPE_WANTED =
            Pattern.compile(".*is not a valid value for '([\\w:]+)'[^']*", Pattern.DOTALL);

    static BrokenConstraint of(SAXParseException refused) {
        String message = String.valueOf(refused.getMessage());
        String name = message.split(":", 2)[0];
        if (FACET.matcher(name).matches()) {
            String facet = last(FACET_WANTED, message);
            return new BrokenConstraint(name, facet.replaceFirst("' for type '.*", "'"));
        }
        return new BrokenConstraint(name, name.equals(DATATYPE) ? last(DATATYPE_WANTED, message) : "");
    }

    private static String last(Pattern words, String message) {
        Matcher found = words.matcher(message);
        return found.matches() ? found.group(1) : "";
    }

    /** For a person. */
    String words() {
        return wanted.isEmpty() ? name : name + ": " + wanted;
    }
}
