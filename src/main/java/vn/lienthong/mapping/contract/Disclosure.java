package vn.lienthong.mapping.contract;

import tools.jackson.databind.JsonNode;

/** What of one part of a message may be shown to people who may not see whom it is about. */
public interface Disclosure {

    /** The same for a field in here, and for each element if it is a list. */
    Disclosure field(String name);

    /** Whether something is called by this name: another may be a person's, where a field's should be. */
    boolean knows(String name);

    /** Whether a single value in here may be shown. */
    boolean shows(JsonNode value);
}
