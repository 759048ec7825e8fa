package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Target;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.detect.Detection;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Detectors and what they found, over HTTP. */
class AnomalyRoutesTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static void observe(RestHost host, int second, double value) {
        host.aiops().observe(new MetricPoint("disk.used", Target.service("db"), value, START.plusSeconds(second)));
    }

    @Test
    void what_is_unusual_is_told_with_the_incident_that_it_opened() throws Exception {
        try (RestHost host = RestHost.open(
                "aiops.detection.rules.full.metric=disk.used",
                "aiops.detection.rules.full.comparison=above",
                "aiops.detection.rules.full.limit=90",
                "aiops.detection.rules.full.incident-type=disk_full",
                "aiops.detection.rules.full.action=clean_disk")) {
            assertThat(host.get("reader", "/anomalies").body()).isEqualTo("{\"items\":[]}");
            observe(host, 0, 50);
            observe(host, 1, 95);
            observe(host, 2, 97);
            host.flush();
            String incident = host.aiops().incidents().open().get(0).id();
            assertThat(host.get("reader", "/detectors").body())
                    .contains(
                            "{\"metrics\":[\"disk.used\"],\"series\":1,\"mostSeries\":10000,\"evicted\":0,\"lost\":0,\"open\":1,"
                                    + "\"ended\":0");
            String open = host.get("reader", "/anomalies?open=true").body();
            assertThat(open)
                    .contains("\"metric\":\"disk.used\",\"target\":\"db\",\"incidentType\":\"disk_full\"")
                    .contains("\"suggestedAction\":\"clean_disk\"")
                    .contains("\"started\":\"2026-03-01T10:00:01Z\"")
                    .contains("\"value\":97.0")
                    .contains("\"incident\":\"" + incident + "\"");
            for (int i = 0; i < Detection.CLOSES_AFTER; i++) {
                observe(host, 10 + i, 50);
            }
            observe(host, 60, 99);
            assertThat(host.get("reader", "/anomalies?limit=1").body())
                    .as("the latest first")
                    .contains("\"started\":\"2026-03-01T10:01:00Z\"")
                    .contains("\"next\":");
            assertThat(host.get("reader", "/anomalies?open=false").body())
                    .contains("\"lastUnusual\":\"2026-03-01T10:00:02Z\"")
                    .doesNotContain("10:01:00Z");
            assertThat(host.get("reader", "/anomalies?metric=other").body()).isEqualTo("{\"items\":[]}");
            assertThat(host.get("reader", "/anomalies?limit=x").statusCode()).isEqualTo(400);
            assertThat(host.get("operator", "/anomalies").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void where_nothing_watches_there_is_nothing() throws Exception {
        try (RestHost host = RestHost.open("aiops.detection.enabled=false")) {
            assertThat(host.get("reader", "/detectors").body()).isEqualTo("{\"items\":[]}");
            assertThat(host.get("reader", "/anomalies").body()).isEqualTo("{\"items\":[]}");
        }
    }
}
