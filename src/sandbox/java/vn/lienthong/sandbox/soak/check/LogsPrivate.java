package vn.lienthong.sandbox.soak.check;

/** Proves that no log of any process holds a person's name, identity or telephone number, a password or a session. */
final class LogsPrivate implements Promise {

    @Override
    public String name() {
        return "logs-private";
    }

    @Override
    public String says() {
        return "No log line holds a person's name or number, a password or a session.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        notes.examined(run.evidence.logs().lines());
        run.evidence.logs().breaches().forEach(notes::violated);
        return notes.finding();
    }
}
