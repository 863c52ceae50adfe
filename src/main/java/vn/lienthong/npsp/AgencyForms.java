package vn.lienthong.npsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import vn.lienthong.dossier.AgencyCode;

/** An agency's code in its two forms: {@code G16.05} is {@code 000.00.05.G16}. */
final class AgencyForms {

    private static final Pattern OLD = Pattern.compile("\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}");
    private static final int LEVELS = 4;

    private AgencyForms() {}

    /** One text for both forms of one code; what is no agency's code stays as it is. */
    static String comparable(String written) {
        return isCode(written) ? new AgencyCode(written).newForm().value() : written;
    }

    static boolean isCode(String written) {
        try {
            new AgencyCode(written).newForm();
            return true;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** @throws IllegalArgumentException if the agency has no code of the older form */
    static String old(AgencyCode code) {
        if (OLD.matcher(code.value()).matches()) {
            return code.value();
        }
        List<String> groups = new ArrayList<>(Arrays.asList(code.value().split("\\.", -1)));
        while (groups.size() < LEVELS) {
            groups.add(groups.size() == LEVELS - 1 ? "000" : "00");
        }
        Collections.reverse(groups);
        String old = String.join(".", groups);
        if (!OLD.matcher(old).matches()) {
            throw new IllegalArgumentException("this agency has no code of the old form; set npsp.agency.form to new");
        }
        return old;
    }
}
