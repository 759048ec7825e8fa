package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of hosts: of machines inside wherever they are written, of others where a host stands. */
class HostNamesTest {

    private static final Redactor REDACTOR = Redactor.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db-7.stage.internal.acme.net",
                "ldap-17.prod.infra.acme.de",
                "ip-10-75-111-62.eu-west-1.compute.internal",
                "auth07.corp.local",
                "srv1.lan",
                "wiki.intranet",
                "mail16.corp.globex.net",
                "nas.home.arpa",
                "orders-db.c9akciq32.eu-west-1.rds.amazonaws.com",
                "ec2-3-120-1-9.eu-central-1.compute.amazonaws.com",
                "shop.database.windows.net",
                "shop.postgres.database.azure.com",
                "shop.redis.cache.windows.net"
            })
    void a_machine_inside_is_hidden_wherever_it_is_written(String name) {
        for (String carrier : new String[] {
            "connecting to https://{}/api/v1",
            "jdbc:postgresql://{}:5432/shop",
            "ping of {} failed",
            "{\"target\":\"{}\"}",
            "{}: Connection refused",
            "upstream%3D{}%2Fapi"
        }) {
            assertThat(REDACTOR.redact(carrier.replace("{}", name)).text())
                    .isEqualTo(carrier.replace("{}", "<host-name:1>"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.net.UnknownHostException: {}",
                "Host: {}",
                "host={}",
                "db.hostname={}",
                "{\"host\":\"{}\",\"port\":5432}",
                "server={}",
                "bootstrap.servers={}:9092,b.globex.de:9092",
                "Connection to {}:5432 refused",
                "Connection to node -1 ({}/<unresolved>:9092) could not be established",
                "dial tcp: lookup {} on resolver: no such host",
                "curl: (6) Could not resolve host: {}",
                "ssh: Could not resolve hostname {}: Name or service not known",
                "ssh: connect to host {} port 22: Connection refused",
                "Name or service not known: {}",
                "target host name '{}'",
                "getaddrinfo ENOTFOUND {}",
                "redis://{}:6379/0",
                "upstream: \"http://{}:8080/api\"",
                "<34>1 2026-01-01T12:00:00Z {} app 12 - - started",
                "Mar 10 12:00:01 {} sshd[22]: Accepted publickey",
                "psql -h {} -U app shop",
                "nc -vz {} 5432",
                "dig +short {}",
                "scp dump.sql {}:/tmp/",
                "PING {} (x) 56(84) bytes of data.",
                "traceroute to {}, 30 hops max",
                "fatal: [{}]: UNREACHABLE!",
                "{}  : ok=3 changed=1",
                "Received: from {} by mx",
                "subject: CN={}, O=Globex",
                "DNS:{}",
                "server_name {};",
                "node {} NotReady",
                "postfix/smtp: relay={}[10.0.0.1]:25, delay=1",
                "mysql -h{} -uroot",
                "Data Source={};Initial Catalog=x",
                "Server=tcp:{},1433;Database=x",
                "\\\\{}\\share",
                "spec:\n  nodeName: {}",
                "{\"host.name\":\"{}\"}",
                "ok: [{}]",
                "ok: [{}] => (item=x)",
                "Access denied for user 'x'@'{}'",
                "local host is: \"{}/10.0.0.1\"",
                "10.0.0.5  {} db",
                "$ hostname -f\n{}"
            })
    void another_host_is_hidden_where_a_host_stands(String carrier) {
        assertThat(REDACTOR.redact(carrier.replace("{}", "db.gateway.globex.de"))
                        .text())
                .contains("<host-name:1>")
                .doesNotContain("globex");
    }

    @Test
    void a_service_of_a_cluster_and_a_public_address_stay() {
        Stream.of(
                        "host=orders.prod.svc.cluster.local",
                        "Host: kafka-0.kafka-headless.prod",
                        "https://gateway.globex.de/api",
                        "//gateway.globex.de",
                        "server: shop.globex.de, request: GET /",
                        "node_modules and app.module.io",
                        "com.acme.internal.Store")
                .forEach(text -> assertThat(REDACTOR.redact(text).text()).isEqualTo(text));
    }

    @Test
    void the_rule_can_be_left_out() {
        assertThat(REDACTOR.without("host-name").redact("host=db.corp.local").text())
                .isEqualTo("host=db.corp.local");
    }
}
