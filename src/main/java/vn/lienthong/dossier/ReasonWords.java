package vn.lienthong.dossier;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a connection failed ({@code connection refused}), in the reader's language. Problems are kept with the English words; those
 * that are not known here, such as codes of a database, are the same in all languages.
 */
final class ReasonWords {

    private static final Pattern PROXY = Pattern.compile("the proxy refuses, HTTP (\\d{3})");

    private static final Map<String, String> VIETNAMESE = Map.ofEntries(
            Map.entry("time-out", "hết thời gian chờ"),
            Map.entry("connect timeout", "hết thời gian chờ kết nối"),
            Map.entry("socket timeout", "hết thời gian chờ trả lời"),
            Map.entry("connection refused", "máy bên kia từ chối kết nối"),
            Map.entry("connection reset", "kết nối bị ngắt"),
            Map.entry("connection reset by peer", "kết nối bị bên kia ngắt"),
            Map.entry("broken pipe", "kết nối bị ngắt khi đang gửi"),
            Map.entry("connection closed", "kết nối bị đóng"),
            Map.entry("socket closed", "kết nối bị đóng"),
            Map.entry("no http response", "kết nối bị đóng mà không có câu trả lời"),
            Map.entry("truncated chunk", "câu trả lời bị cắt ngang"),
            Map.entry("malformed chunk coding", "câu trả lời bị hỏng"),
            Map.entry("unknown host", "không tìm thấy tên máy"),
            Map.entry("network is unreachable", "không có đường mạng tới đó"),
            Map.entry("network unreachable", "không có đường mạng tới đó"),
            Map.entry("host is unreachable", "không có đường mạng tới máy đó"),
            Map.entry("no route to host", "không có đường mạng tới máy đó"),
            Map.entry("interrupted", "bị ngừng giữa chừng vì chương trình dừng"),
            Map.entry("answer too long", "câu trả lời quá dài"),
            Map.entry("login refused", "tài khoản bị từ chối"),
            Map.entry("its certificate has expired", "chứng thư của bên kia đã hết hạn"),
            Map.entry("its certificate is not valid yet", "chứng thư của bên kia chưa có hiệu lực"),
            Map.entry(
                    "its certificate is of an authority that is not trusted",
                    "chứng thư của bên kia do một nơi chưa được tin cậy cấp"),
            Map.entry("its certificate is not trusted", "chứng thư của bên kia không được tin cậy"),
            Map.entry("its certificate is for another host", "chứng thư của bên kia là của máy khác"),
            Map.entry(
                    "its certificate is for another host, or broken",
                    "chứng thư của bên kia là của máy khác, hoặc bị hỏng"),
            Map.entry("no TLS connection came about", "không lập được kết nối TLS"));

    private ReasonWords() {}

    static String in(String reason, Locale locale) {
        if (locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            return reason;
        }
        Matcher proxy = PROXY.matcher(reason);
        return proxy.matches()
                ? "máy chủ trung gian (proxy) từ chối, HTTP " + proxy.group(1)
                : VIETNAMESE.getOrDefault(reason, reason);
    }
}
