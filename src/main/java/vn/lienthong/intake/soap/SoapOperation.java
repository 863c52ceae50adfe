package vn.lienthong.intake.soap;

import java.util.regex.Pattern;

/**
 * One operation of a service, and whose records it brings.
 *
 * @param contract the WSDL, a path inside the mappings' folder such as {@code lgsp/dossier.wsdl}; the service's address is
 *     {@code /services/} and this path without its ending
 * @param operation its name in the WSDL, which is its wrapper's too
 */
public record SoapOperation(String flow, String contract, String operation) {

    private static final Pattern CONTRACT = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*\\.wsdl");

    public SoapOperation {
        if (!CONTRACT.matcher(contract).matches()) {
            throw new IllegalArgumentException(
                    "contract: expected a WSDL inside the mappings' folder, such as lgsp/dossier.wsdl, got "
                            + contract);
        }
        if (flow.isBlank() || operation.isBlank()) {
            throw new IllegalArgumentException("flow and operation: expected a name for each");
        }
    }

    /** Below {@code /services/}. */
    String path() {
        return contract.substring(0, contract.length() - ".wsdl".length());
    }
}
