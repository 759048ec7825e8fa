package io.aiops4j.core.verify;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How long a certificate is valid still, or the first one of those that vouch for it that ends. Negative once it is over. */
final class CertificateProbe implements StateProbe {

    private final Certificates certificates;
    private final Clock clock;

    CertificateProbe(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    CertificateProbe(String host, int port, Clock clock) {
        this(Certificates.of(host, port, Dial.TIMEOUT), clock);
    }

    CertificateProbe(Path file, Clock clock) {
        this(Certificates.in(file), clock);
    }

    @Override
    public Map<String, ?> read(Target target) throws Exception {
        List<X509Certificate> chain = certificates.read();
        Instant now = clock.instant();
        Instant end = chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow(() -> new AiopsException("There is no certificate in it."));
        boolean begun =
                chain.stream().allMatch(each -> !each.getNotBefore().toInstant().isAfter(now));
        return Map.of(
                "certificate.days_left",
                Math.floorDiv(
                        Duration.between(now, end).toSeconds(),
                        Duration.ofDays(1).toSeconds()),
                "certificate.expires",
                end,
                "certificate.valid",
                begun && now.isBefore(end));
    }
}
