package vn.lienthong.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

    /** The examples of FIPS 180-4: nothing, three letters, a million letters "a". */
    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String OF_A_MILLION = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

    @Test
    void is_what_the_standard_says() {
        assertThat(Sha256.hex("")).isEqualTo(OF_NOTHING);
        assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
        assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(OF_ABC);
        assertThat(Sha256.of("abc")).isEqualTo(HexFormat.of().parseHex(OF_ABC));
    }

    @Test
    void a_text_counts_in_utf_8() {
        assertThat(Sha256.hex("hồ sơ")).isEqualTo(Sha256.hex("hồ sơ".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_file_of_more_than_one_piece_has_the_hash_of_its_content(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("million"), "a".repeat(1_000_000));
        assertThat(Sha256.hex(file)).isEqualTo(OF_A_MILLION);
    }

    @Test
    void one_digest_knows_nothing_of_what_another_was_fed() {
        MessageDigest first = Sha256.digest();
        first.update("ab".getBytes(StandardCharsets.US_ASCII));
        assertThat(Sha256.digest().digest()).isEqualTo(Sha256.of(""));
        assertThat(first.digest("c".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Sha256.of("abc"));
    }
}
