package vn.lienthong.mapping;

import java.util.List;

/**
 * A row of a crosswalk that has a code on one of its sides. The API gives it as it is.
 *
 * @param crosswalk its name
 * @param place file and line
 * @param code its left side
 * @param becomes its right side
 * @param mappings those that use the crosswalk, sorted
 */
public record CodeUse(String crosswalk, String place, String code, String becomes, List<String> mappings) {

    public CodeUse {
        mappings = List.copyOf(mappings);
    }
}
