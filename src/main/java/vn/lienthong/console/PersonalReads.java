package vn.lienthong.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;

/** Notes in the log who has read what tells of persons, on a page or through the API: whose, and nothing of what was read. */
public final class PersonalReads {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalReads.class);

    private PersonalReads() {}

    /** @param what was read, of whatever has this number: {@code bodies of delivery} */
    public static void note(Authentication reader, String what, long number) {
        LOG.info("{} reads the {} {}.", reader.getName(), what, number);
    }
}
