package vn.lienthong.sandbox.soak.plan;

/** Writes records as an agency pushes them, about invented people. */
public final class Wording {

    /** The people of the history. Whatever of them turns up in a log is a breach. */
    public static final String APPLICANT = "Người Thử Nghiệm Bền Bỉ";

    public static final String OFFICER = "Cán Bộ Thử Bền";
    public static final String PHONE = "0987650001";
    private static final String IDENTITY = "0011990";

    private Wording() {}

    /** An invented identity number, another one for each dossier; they all begin alike. */
    public static String identity(int dossier) {
        return IDENTITY + "%05d".formatted(dossier % 100_000);
    }

    public static String body(Event event) {
        return event.kind() == Event.Kind.VERSION ? version(event) : step(event);
    }

    private static String version(Event event) {
        String procedure = event.flaw() == Flaw.UNKNOWN_PROCEDURE ? "1.999999" : "1.011451";
        int dossier = event.id().dossier();
        return """
                {"dossierNo":"%s","procedureCode":"%s","procedureName":"Thủ tục cấp Giấy phép phân loại phim",
                "fieldCode":"G16-DA01","fieldName":"Điện ảnh","channel":"online",
                "applicant":{"kind":"citizen","name":"%s","identityKind":"cccd","identityNo":"%s","phone":"%s"},
                "summary":"Đề nghị cấp Giấy phép phân loại phim %s","submittedAt":"2024-03-15T08:05:12+07:00",
                "receivedAt":"2024-03-15T08:30:00+07:00","dueAt":"2024-04-05T17:00:00+07:00","status":"%s",
                "resultDelivery":"desk","unit":"Cục Điện ảnh"}""".formatted(
                        Life.number(dossier),
                        procedure,
                        APPLICANT,
                        identity(dossier),
                        PHONE,
                        event.id().mark(),
                        event.status());
    }

    private static String step(Event event) {
        return """
                {"dossierNo":"%s","at":"2024-03-18T%02d:%02d:00+07:00","status":"%s","officer":"%s",
                "title":"Chuyên viên","unit":"Phòng Phổ biến phim","note":"Bước %s"}""".formatted(
                        Life.number(event.id().dossier()),
                        9 + event.id().number() / 60,
                        event.id().number() % 60,
                        event.status(),
                        OFFICER,
                        event.id().mark());
    }
}
