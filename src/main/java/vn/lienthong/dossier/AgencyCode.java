package vn.lienthong.dossier;

/**
 * An agency's code in either form: {@code 000.00.05.G16} (QCVN 102:2016, right-most group is level 1) or {@code G16.05}
 * (Decision 20/2020/QĐ-TTg, level 1 first).
 */
public record AgencyCode(String value) {

    private static final int LONGEST = 35;

    /** @throws IllegalArgumentException if the code has neither form */
    public AgencyCode {
        if (value.length() > LONGEST || !Shapes.isAgency(value, 0, value.length())) {
            throw new IllegalArgumentException("an agency code looks like 000.00.00.G16 or G16.05");
        }
    }

    /** The same agency in the newer form: groups turned round, all-zero ones left out. */
    public AgencyCode newForm() {
        if (!Shapes.isOldAgency(value, 0, value.length())) {
            return this;
        }
        StringBuilder turned = new StringBuilder(value.length()).append(value, 10, 13);
        for (String group : new String[] {value.substring(7, 9), value.substring(4, 6), value.substring(0, 3)}) {
            if (!group.equals("00") && !group.equals("000")) {
                turned.append('.').append(group);
            }
        }
        return new AgencyCode(turned.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
