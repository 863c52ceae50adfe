package vn.lienthong.sandbox.soak.check;

/**
 * Proves that a sender of a good call was told one of three things whatever was wrong with the connector: its record was
 * taken (202, 200), it does not map and was kept (422), or to come again (503, or silence).
 */
final class ToldPlainly implements Promise {

    @Override
    public String name() {
        return "told-plainly";
    }

    @Override
    public String says() {
        return "Every sender was told that its record was taken, or kept with its problems, or to come again.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        notes.examined(run.evidence.senders().told().size()
                + run.evidence.senders().odd().size());
        run.evidence.senders().odd().forEach(notes::violated);
        return notes.finding();
    }
}
