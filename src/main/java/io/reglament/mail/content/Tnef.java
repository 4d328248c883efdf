package io.reglament.mail.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;

/**
 * What Outlook hid in a winmail.dat (mail rule PA-9).
 *
 * @param text empty if it holds none
 * @param html null if it holds none
 */
record Tnef(String text, String html, List<File> files) {

    private static final Set<String> TYPES = Set.of("application/ms-tnef", "application/vnd.ms-tnef");
    /** The library believes each length that the file claims, up to this. */
    private static final int LARGEST = 32 * 1024 * 1024;

    static {
        // Else it stops at 1 MB.
        TNEFAttribute.setMaxRecordLength(LARGEST);
        MAPIAttribute.setMaxRecordLength(LARGEST);
    }

    record File(String name, byte[] content) {}

    static boolean is(String mimeType, String fileName) {
        return TYPES.contains(mimeType) || "winmail.dat".equalsIgnoreCase(fileName);
    }

    /** @throws IOException if it cannot be opened */
    static Tnef open(byte[] bytes) throws IOException {
        try {
            HMEFMessage message = new HMEFMessage(new ByteArrayInputStream(bytes));
            List<File> files = new ArrayList<>();
            for (Attachment attachment : message.getAttachments()) {
                byte[] content = attachment.getContents();
                if (content != null && content.length > 0) {
                    files.add(new File(name(attachment), content));
                }
            }
            byte[] html = data(message, MAPIProperty.BODY_HTML);
            String text = "";
            if (html == null) {
                byte[] plain = data(message, MAPIProperty.BODY);
                String rtf = message.getBody();
                text = plain != null ? Charsets.decode(plain, null) : rtf == null ? "" : RtfText.of(rtf);
            }
            return new Tnef(CleanText.lines(text).strip(), html == null ? null : Charsets.decode(html, null), files);
        } catch (RuntimeException | OutOfMemoryError e) {
            // What unpacks to more than there is room for stays packed.
            throw new IOException("no readable TNEF: " + e, e);
        }
    }

    private static byte[] data(HMEFMessage message, MAPIProperty property) {
        MAPIAttribute attribute = message.getMessageMAPIAttribute(property);
        return attribute == null || attribute.getData().length == 0 ? null : attribute.getData();
    }

    /** The library takes names for Western ones. */
    private static String name(Attachment attachment) {
        String name = attachment.getLongFilename() == null ? attachment.getFilename() : attachment.getLongFilename();
        return name == null ? null : Cyrillic.repaired(name.replace("\0", ""));
    }
}
