package vn.lienthong.mapping.contract;

/**
 * How often a part may come.
 *
 * @param most negative: as often as one likes
 */
record XsdOccurs(int fewest, int most) {

    static final XsdOccurs ONCE = new XsdOccurs(1, 1);

    static XsdOccurs of(XsdNode node) {
        return new XsdOccurs(node.occurs("minOccurs"), node.occurs("maxOccurs"));
    }

    /** Of a part that comes so often each time. What lies between, no list can say; the schema holds it. */
    XsdOccurs each(XsdOccurs inner) {
        return new XsdOccurs(product(fewest, inner.fewest), product(most, inner.most));
    }

    private static int product(int one, int other) {
        boolean none = one == 0 || other == 0;
        boolean endless = one < 0 || other < 0;
        return none ? 0 : endless ? -1 : (int) Math.min((long) one * other, Integer.MAX_VALUE);
    }

    XsdOccurs orNone() {
        return new XsdOccurs(0, most);
    }

    boolean isList() {
        return most < 0 || most > 1;
    }

    boolean isNever() {
        return most == 0;
    }
}
