package vn.lienthong.dossier;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An agency's code in either form: {@code 000.00.05.G16} (QCVN 102:2016, right-most group is level 1) or {@code G16.05}
 * (Decision 20/2020/QĐ-TTg, level 1 first).
 */
public record AgencyCode(String value) {

    private static final Pattern OLD = Pattern.compile("\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}");
    private static final Pattern NEW = Pattern.compile("[A-Z]\\d{2}(\\.[0-9A-Z]+)*");
    private static final int LONGEST = 35;

    /** @throws IllegalArgumentException if the code has neither form */
    public AgencyCode {
        if (value.length() > LONGEST
                || !(OLD.matcher(value).matches() || NEW.matcher(value).matches())) {
            throw new IllegalArgumentException("an agency code looks like 000.00.00.G16 or G16.05");
        }
    }

    /** The same agency in the newer form: groups turned round, all-zero ones left out. */
    public AgencyCode newForm() {
        if (!OLD.matcher(value).matches()) {
            return this;
        }
        List<String> groups = Arrays.asList(value.split("\\.", -1));
        Collections.reverse(groups);
        return new AgencyCode(
                groups.stream().filter(group -> !group.matches("0+")).collect(Collectors.joining(".")));
    }

    @Override
    public String toString() {
        return value;
    }
}
