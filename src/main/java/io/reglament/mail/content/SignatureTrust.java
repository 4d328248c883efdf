package io.reglament.mail.content;

import io.reglament.mail.content.ContentNote.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.Store;

/**
 * Whether a signer's certificate leads to an issuer that the operators trust (mail rule PA-10; RFC 5280 6, RFC 8550 4).
 * Revocation lists are not asked: a decision about mail must not wait for somebody's server.
 */
final class SignatureTrust {

    /** Examines nothing. */
    static final SignatureTrust NONE = new SignatureTrust(Set.of(), Clock.systemUTC());

    /** It knows GOST, which the JDK does not. */
    private static final Provider ALGORITHMS = new BouncyCastleProvider();

    /** Extended key usage: e-mail protection. A web server's certificate signs no mail. */
    private static final String MAIL = "1.3.6.1.5.5.7.3.4";

    private final Set<TrustAnchor> issuers;
    private final Clock clock;

    private SignatureTrust(Set<TrustAnchor> issuers, Clock clock) {
        this.issuers = Set.copyOf(issuers);
        this.clock = clock;
    }

    /**
     * @param store as {@link SignatureSettings#trustStore()}; null for none
     * @throws IllegalStateException if it cannot be read, or holds no certificate
     */
    static SignatureTrust of(Path store, String password, Clock clock) {
        if (store == null) {
            return NONE;
        }
        Set<TrustAnchor> issuers = new HashSet<>();
        try {
            for (X509Certificate certificate : isKeyStore(store) ? keyStore(store, password) : pem(store)) {
                issuers.add(new TrustAnchor(certificate, null));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "reglament.mail.signatures.trust-store: " + store
                            + " is neither a file of certificates (PEM) nor a key store that this password opens",
                    e);
        }
        if (issuers.isEmpty()) {
            throw new IllegalStateException(
                    "reglament.mail.signatures.trust-store: there is no certificate in " + store);
        }
        return new SignatureTrust(issuers, clock);
    }

    private static boolean isKeyStore(Path store) {
        return store.getFileName().toString().matches("(?i).*\\.(p12|pfx|jks)");
    }

    private static Collection<X509Certificate> keyStore(Path store, String password)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), password == null ? null : password.toCharArray());
        List<X509Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.getCertificate(alias) instanceof X509Certificate certificate) {
                found.add(certificate);
            }
        }
        return found;
    }

    private static Collection<X509Certificate> pem(Path store) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            return CertificateFactory.getInstance("X.509", ALGORITHMS).generateCertificates(in).stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    /**
     * @param others that came with the signature, among them perhaps its issuers
     * @param who the signer as people read it
     * @param issuer its issuer as people read it
     * @return what a person should know of a signature that fits its content
     */
    ContentNote judge(X509CertificateHolder signer, Store<X509CertificateHolder> others, String who, String issuer) {
        if (issuers.isEmpty()) {
            return ContentNote.of(Kind.SIGNED, who, issuer);
        }
        Instant now = clock.instant();
        if (leadsToUs(signer, others, now)) {
            return ContentNote.of(Kind.SIGNED_TRUSTED, who, issuer);
        }
        Instant begin = signer.getNotBefore().toInstant();
        Instant end = signer.getNotAfter().toInstant();
        boolean outside = now.isBefore(begin) || now.isAfter(end);
        // A chain that held while the certificate did: only its time is over, or has not come.
        return outside && leadsToUs(signer, others, end)
                ? ContentNote.of(Kind.SIGNED_EXPIRED, who, issuer, day(begin), day(end))
                : ContentNote.of(Kind.SIGNED_UNTRUSTED, who, issuer);
    }

    private boolean leadsToUs(X509CertificateHolder signer, Store<X509CertificateHolder> others, Instant at) {
        try {
            JcaX509CertificateConverter certificates = new JcaX509CertificateConverter().setProvider(ALGORITHMS);
            List<X509Certificate> known = new ArrayList<>();
            for (X509CertificateHolder other : others.getMatches(null)) {
                known.add(certificates.getCertificate(other));
            }
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(certificates.getCertificate(signer));
            target.setExtendedKeyUsage(Set.of(MAIL));
            PKIXBuilderParameters chain = new PKIXBuilderParameters(issuers, target);
            chain.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(known), ALGORITHMS));
            chain.setRevocationEnabled(false);
            chain.setDate(Date.from(at));
            CertPathBuilder.getInstance("PKIX", ALGORITHMS).build(chain);
            return true;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // No chain, or a certificate that cannot even be read.
            return false;
        }
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
