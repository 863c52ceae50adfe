package vn.lienthong.scenario;

/** Makers of pushed records about invented people; every dossier goes through the same life. */
final class Dossiers {

    static final String[] STATUSES = {"received", "processing", "done", "returned"};

    private Dossiers() {}

    static String number(int dossier) {
        return "000.00.00.G16-240315-%05d".formatted(10_000 + dossier);
    }

    static String dossier(int dossier, String status) {
        return """
                {"dossierNo":"%s","procedureCode":"1.011451","procedureName":"Thủ tục cấp Giấy phép phân loại phim",
                "fieldCode":"G16-DA01","fieldName":"Điện ảnh","channel":"online",
                "applicant":{"kind":"citizen","name":"Người Thử Nghiệm","identityKind":"cccd","identityNo":"001199000123"},
                "summary":"Đề nghị cấp Giấy phép phân loại phim","submittedAt":"2024-03-15T08:05:12+07:00",
                "receivedAt":"2024-03-15T08:30:00+07:00","dueAt":"2024-04-05T17:00:00+07:00","status":"%s",
                "resultDelivery":"desk","unit":"Cục Điện ảnh"}""".formatted(number(dossier), status);
    }

    static String progress(int dossier, int step) {
        return """
                {"dossierNo":"%s","at":"2024-03-18T09:%02d:00+07:00","status":"processing","officer":"Cán Bộ Thử",
                "title":"Chuyên viên","unit":"Phòng Phổ biến phim","note":"Bước %d"}""".formatted(number(dossier), step, step);
    }
}
