package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What {@code as:} names: one value of a source into one value of a target. Stateless and safe for any number of threads. */
public interface Conversion {

    /**
     * @param value as the source gave it: text, number or boolean; never missing, null or blank
     * @return a String, Long, java.math.BigDecimal or Boolean
     * @throws Unconvertible if the value is not what the conversion takes; nothing is guessed
     */
    Object apply(JsonNode value, Notes notes) throws Unconvertible;

    /** Takes down what was put right on proof, or cut by declaration: {@code mapping.text-cut}. */
    interface Notes {

        void warn(String code, Map<String, String> details);
    }

    /** The value is not what the conversion takes. The code is a problem's code, {@code mapping.no-such-date}. */
    final class Unconvertible extends Exception {

        private final String code;
        private final transient Map<String, String> details;

        public Unconvertible(String code, Map<String, String> details) {
            super(code);
            this.code = code;
            this.details = Map.copyOf(details);
        }

        public String code() {
            return code;
        }

        public Map<String, String> details() {
            return details;
        }
    }
}
