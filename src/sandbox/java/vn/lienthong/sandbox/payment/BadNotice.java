package vn.lienthong.sandbox.payment;

import tools.jackson.databind.node.ObjectNode;

/** Notices a ministry must not fall for, made of a good one of an order that was paid. */
public enum BadNotice {
    /** Sealed by somebody who does not know the secret. */
    FORGED("giả mạo") {
        @Override
        ObjectNode of(ObjectNode good, PaymentAccount account) {
            return good.put(seal(good), "0".repeat(64));
        }
    },
    /** The sum was changed on the way. */
    ALTERED("sửa số tiền") {
        @Override
        ObjectNode of(ObjectNode good, PaymentAccount account) {
            return good.put(isPlatforms(good) ? "SoTien" : "amount", 1);
        }
    },
    /** Rightly sealed, and another sum than was ordered. */
    OTHER_SUM("thiếu tiền, dấu đúng") {
        @Override
        ObjectNode of(ObjectNode good, PaymentAccount account) {
            return isPlatforms(good) ? Sealing.confirm(good.put("SoTien", 1), account) : good.put("amount", 1);
        }
    },
    /** Rightly sealed, and a second payment of the same order. */
    PAID_TWICE("nộp hai lần") {
        @Override
        ObjectNode of(ObjectNode good, PaymentAccount account) {
            return isPlatforms(good)
                    ? Sealing.confirm(
                            good.put("MaGiaoDich", good.path("MaGiaoDich").asString("") + "B"), account)
                    : good.put("transactionNo", "B");
        }
    },
    /** Rightly sealed, and a failure after the success. */
    FAILED_AFTERWARDS("thất bại sau khi đã nộp") {
        @Override
        ObjectNode of(ObjectNode good, PaymentAccount account) {
            return isPlatforms(good) ? Sealing.confirm(good.put("MaLoi", "99"), account) : good.put("errorCode", "99");
        }
    },
    /** Holds a card's data, which nobody may keep. */
    WITH_A_CARD("kèm số thẻ") {
        @Override
        ObjectNode of(ObjectNode good, PaymentAccount account) {
            return good.put("SoThe", "9704000000000018").put("ThangThe", "03").put("NamThe", "07");
        }
    };

    final String label;

    BadNotice(String label) {
        this.label = label;
    }

    abstract ObjectNode of(ObjectNode good, PaymentAccount account);

    private static boolean isPlatforms(ObjectNode notice) {
        return notice.has("MaThamChieu");
    }

    private static String seal(ObjectNode notice) {
        return isPlatforms(notice) ? "MaXacThuc" : "checksum";
    }
}
