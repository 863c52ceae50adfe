package vn.lienthong.sandbox;

import java.time.Duration;

/**
 * Whom the portal knows, and by which name it is reached.
 *
 * @param sessionTtl how long a login lasts here
 */
public record Account(String username, String password, String agency, String dstcode, Duration sessionTtl) {

    /** An invented account of the ministry. */
    public static final Account INVENTED = new Account(
            "test.bvhttdl",
            "TEST-PASSWORD",
            "000.00.00.G16",
            "VN:GOV:000.00.00.G22:vpcpdvcprovider",
            Duration.ofMinutes(10));

    public Account lasting(Duration ttl) {
        return new Account(username, password, agency, dstcode, ttl);
    }
}
