package vn.lienthong.mapping.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** What a schema's own validator says of a document. */
public final class XsdFiles {

    private XsdFiles() {}

    public static Schema read(Path file) {
        try {
            return SchemaFactory.newDefaultInstance().newSchema(file.toFile());
        } catch (SAXException broken) {
            throw new AssertionError(file.toString(), broken);
        }
    }

    /** The first breach, if there is any. */
    public static List<String> breaches(Schema schema, byte[] document) {
        try {
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
            return List.of();
        } catch (SAXException breach) {
            return List.of(String.valueOf(breach.getMessage()));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
