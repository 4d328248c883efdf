package io.reglament.mail.content;

import io.reglament.mail.content.ContentNote.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Collection;
import java.util.Optional;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;

/**
 * S/MIME signatures (mail rule PA-10): whether the signature fits the content, and what is known of its issuer. A
 * signature never counts as proof of who the sender is.
 */
final class Signatures {

    /** Not registered with the JVM: only mail is checked with it. It knows GOST, which the JDK does not. */
    private static final Provider ALGORITHMS = new BouncyCastleProvider();

    /** @param content the signed MIME entity; null if there is none to read */
    record Opaque(byte[] content, ContentNote note) {}

    private Signatures() {}

    /** @return what is signed and by whom, of a signature that wraps its content; empty if the bytes are none */
    static Optional<Opaque> open(byte[] cms, SignatureTrust trust) {
        try {
            CMSSignedData signed = new CMSSignedData(cms);
            CMSTypedData content = signed.getSignedContent();
            return content == null || !(content.getContent() instanceof byte[] bytes)
                    ? Optional.empty()
                    : Optional.of(new Opaque(bytes, check(signed, trust)));
        } catch (CMSException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static boolean isEncrypted(byte[] cms) {
        try {
            ContentInfo info = ContentInfo.getInstance(cms);
            return CMSObjectIdentifiers.envelopedData.equals(info.getContentType())
                    || CMSObjectIdentifiers.authEnvelopedData.equals(info.getContentType())
                    || CMSObjectIdentifiers.encryptedData.equals(info.getContentType());
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** @param raw the whole mail, which holds the signed part exactly as it was signed */
    static ContentNote detached(byte[] raw, String boundary, byte[] cms, SignatureTrust trust) {
        Optional<byte[]> content = firstPart(raw, boundary);
        if (content.isEmpty()) {
            return ContentNote.of(Kind.SIGNATURE_UNKNOWN);
        }
        try {
            return check(new CMSSignedData(new CMSProcessableByteArray(content.get()), cms), trust);
        } catch (CMSException | RuntimeException e) {
            return ContentNote.of(Kind.SIGNATURE_UNKNOWN);
        }
    }

    private static ContentNote check(CMSSignedData signed, SignatureTrust trust) {
        Store<X509CertificateHolder> certificates = signed.getCertificates();
        ContentNote result = ContentNote.of(Kind.SIGNATURE_UNKNOWN);
        for (SignerInformation signer : signed.getSignerInfos()) {
            @SuppressWarnings("unchecked")
            Collection<X509CertificateHolder> own = certificates.getMatches(signer.getSID());
            if (own.isEmpty()) {
                continue;
            }
            X509CertificateHolder certificate = own.iterator().next();
            String who = name(certificate.getSubject());
            try {
                boolean fits = signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(ALGORITHMS)
                        // By its key alone: whether the certificate was valid then is another question.
                        .build(new JcaX509CertificateConverter()
                                .setProvider(ALGORITHMS)
                                .getCertificate(certificate)
                                .getPublicKey()));
                result = fits
                        ? trust.judge(certificate, certificates, who, name(certificate.getIssuer()))
                        : ContentNote.of(Kind.SIGNATURE_WRONG, who);
            } catch (CMSException | OperatorCreationException | java.security.cert.CertificateException e) {
                result = ContentNote.of(Kind.SIGNATURE_WRONG, who);
            }
            if (result.kind() == Kind.SIGNATURE_WRONG) {
                return result;
            }
        }
        return result;
    }

    private static String name(X500Name name) {
        String common = part(name, BCStyle.CN);
        String address = part(name, BCStyle.EmailAddress);
        String shown = address.isEmpty() ? common : common + " <" + address + ">";
        return CleanText.line(shown.isBlank() ? name.toString() : shown, 300);
    }

    private static String part(X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
        RDN[] found = name.getRDNs(type);
        return found.length == 0
                ? ""
                : IETFUtils.valueToString(found[0].getFirst().getValue());
    }

    /** Between the first two delimiters, with the line ends that are signed (RFC 8551 3.1.1). */
    private static Optional<byte[]> firstPart(byte[] raw, String boundary) {
        String mail = new String(raw, StandardCharsets.ISO_8859_1);
        String delimiter = "\n--" + boundary;
        int first = mail.indexOf(delimiter);
        int begin = first < 0 ? -1 : mail.indexOf('\n', first + 1) + 1;
        int end = begin <= 0 ? -1 : mail.indexOf(delimiter, begin - 1);
        if (end < 0) {
            return Optional.empty();
        }
        if (end > begin && mail.charAt(end - 1) == '\r') {
            end--;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream(Math.max(0, end - begin));
        for (int i = begin; i < end; i++) {
            if (mail.charAt(i) == '\n' && (i == begin || mail.charAt(i - 1) != '\r')) {
                content.write('\r');
            }
            content.write(mail.charAt(i));
        }
        return Optional.of(content.toByteArray());
    }
}
