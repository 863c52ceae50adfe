package vn.lienthong.sandbox.payment;

/** An installation's account at both payment systems. */
public record PaymentAccount(
        String partner,
        String secret,
        String paygovPartner,
        String accessKey,
        String paygovSecret,
        String serviceCode) {

    /** Invented; the secrets are those of the sample messages. */
    public static final PaymentAccount INVENTED = new PaymentAccount(
            "TEST-DOITAC-G16",
            "TEST-PP-SECRET-0001",
            "PAYGOV-BVHTTDL",
            "TEST-PAYGOV-ACCESS",
            "TEST-PAYGOV-SECRET",
            "TEST-SERVICE");
}
