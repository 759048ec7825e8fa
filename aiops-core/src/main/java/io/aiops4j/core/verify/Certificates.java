package io.aiops4j.core.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Where certificates are seen: in a file, or in a handshake. */
@FunctionalInterface
interface Certificates {

    int LARGEST_FILE = 1 << 20;

    /** The certificate itself first, then those that vouch for it. */
    List<X509Certificate> read() throws IOException, GeneralSecurityException;

    /** In a file, as PEM or DER. */
    static Certificates in(Path file) {
        return () -> {
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(LARGEST_FILE + 1);
            }
            if (bytes.length > LARGEST_FILE) {
                throw new IOException("The file " + file + " has more than " + LARGEST_FILE + " bytes and is none of"
                        + " certificates.");
            }
            List<X509Certificate> found = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .forEach(each -> {
                        if (each instanceof X509Certificate certificate) {
                            found.add(certificate);
                        }
                    });
            return found;
        };
    }

    /** In the handshake of a server. Nothing is sent to it, and nothing that it says is believed. */
    static Certificates of(String host, int port, Duration timeout) {
        return () -> {
            Shown shown = new Shown();
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {shown}, null);
            try (Socket plain = Dial.to(host, port, timeout);
                    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
                socket.startHandshake();
            } catch (IOException e) {
                // a server that wants a certificate of ours has shown its own by then
                if (shown.chain().isEmpty()) {
                    throw e;
                }
            }
            return shown.chain();
        };
    }
}
