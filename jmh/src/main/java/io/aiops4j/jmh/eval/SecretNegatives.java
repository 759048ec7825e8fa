package io.aiops4j.jmh.eval;

import static io.aiops4j.jmh.eval.SecretKind.ALNUM;
import static io.aiops4j.jmh.eval.SecretKind.DIGITS;
import static io.aiops4j.jmh.eval.SecretKind.HEX;
import static io.aiops4j.jmh.eval.SecretKind.LOWER;
import static io.aiops4j.jmh.eval.SecretKind.some;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;

/** Texts in which nothing is secret, though much looks random: what people need to find out what went wrong. */
final class SecretNegatives {

    private static final int KINDS = 26;

    private SecretNegatives() {}

    static String make(int n, Random r) {
        String uuid = new UUID(r.nextLong(), r.nextLong()).toString();
        return switch (n % KINDS) {
            case 0 -> "request " + uuid + " took " + r.nextInt(900) + " ms";
            case 1 -> "commit " + some(r, HEX, 40) + " merged into refs/heads/feature/" + some(r, LOWER, 8);
            case 2 -> "checksum sha256 " + some(r, HEX, 64) + " ok";
            case 3 ->
                "upgraded jackson-databind from 2.15." + r.nextInt(9) + " to 2.17.0-rc1+build." + some(r, DIGITS, 4);
            case 4 ->
                "\tat com.example.shop.order.OrderService$$Lambda$" + some(r, DIGITS, 3) + "/0x000000080"
                        + some(r, HEX, 7) + ".apply(Unknown Source)";
            case 5 ->
                "\tat org.springframework.security.web.FilterChainProxy$VirtualFilterChain.doFilter(FilterChainProxy.java:"
                        + r.nextInt(400) + ")";
            case 6 ->
                "pod payments-api-" + some(r, HEX, 10) + "-" + some(r, "bcdfghjklmnpqrstvwxz2456789", 5)
                        + " evicted from node ip-10-" + r.nextInt(200) + "-3-17";
            case 7 -> "pulled registry.example.com/team/app@sha256:" + some(r, HEX, 64);
            case 8 -> "trace_id=" + some(r, HEX, 32) + " span_id=" + some(r, HEX, 16) + " sampled=true";
            case 9 -> "traceparent: 00-" + some(r, HEX, 32) + "-" + some(r, HEX, 16) + "-01";
            case 10 -> "2026-0" + (1 + r.nextInt(9)) + "-11T09:" + (10 + r.nextInt(50)) + ":07.123456789+02:00 started";
            case 11 ->
                "0000" + some(r, HEX, 4) + "  48 65 6c 6c 6f 20 77 6f  72 6c 64 21 " + some(r, HEX, 2)
                        + " 00 0a 0d  |Hello world!|";
            case 12 -> "ticket SHOP-" + r.nextInt(9999) + " and PR #" + r.nextInt(999) + " closed";
            case 13 ->
                "bean org.apache.kafka.clients.consumer.internals.ConsumerCoordinator@" + some(r, HEX, 8) + " created";
            case 14 -> "etag W/\"" + some(r, HEX, 27) + "\" not modified";
            case 15 ->
                "max_tokens=" + r.nextInt(4096) + " completion_tokens: " + r.nextInt(400) + " token_type: bearer";
            case 16 -> "password reset requested; password_policy=strict passwordEncoder=BCryptPasswordEncoder";
            case 17 ->
                "secretName: payments-tls, keyId: " + some(r, HEX, 16)
                        + ", tokenEndpoint: https://id.example.com/oauth2/token";
            case 18 -> "consumer group orders-v2 partition " + r.nextInt(64) + " offset " + some(r, DIGITS, 12);
            case 19 -> "epoch 17" + some(r, DIGITS, 11) + " nanos 17" + some(r, DIGITS, 17);
            case 20 -> "integrity sha512-" + Base64.getEncoder().encodeToString(bytes(r, 64));
            case 21 -> "volume pvc-" + uuid + " bound to /var/lib/kubelet/pods/" + uuid + "/volumes";
            case 22 ->
                "arn:aws:iam::" + some(r, DIGITS, 12) + ":role/shop-prod i-0" + some(r, HEX, 16) + " vol-0"
                        + some(r, HEX, 16);
            case 23 ->
                "payload "
                        + Base64.getEncoder()
                                .encodeToString(("order " + r.nextInt(900) + " shipped to warehouse north")
                                        .getBytes(StandardCharsets.UTF_8));
            case 24 -> "node " + some(r, ALNUM.substring(26, 62), 9) + " heap 512MiB->1.5GiB, gc pause 12.5ms, 99.95%";
            default ->
                "Using key 'orders' of keyspace shop_v2, primary key (id), cache key user:profile:" + r.nextInt(99999);
        };
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
