package io.aiops4j.samples.app;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.runbook.RunbookCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** What happened before you came: the author wrote a runbook, and the reviewer vouched for it. It does not hold. */
@Component
record FirstVersion(
        Aiops aiops, @Value("classpath:cache-full.yaml") Resource runbook) implements SmartInitializingSingleton {

    @Override
    public void afterSingletonsInstantiated() {
        if (!aiops.runbooks().versions().isEmpty()) {
            return; // the database is kept, and it is there
        }
        String proposal = aiops.runbooks().submit(RunbookCodec.fromYaml(read()), Actor.person("author"));
        Grant vouched = Grant.in(Scope.service("shop")).mode(Approval.Mode.AT_ONCE);
        aiops.reviews().approve(proposal, Actor.person("reviewer"), vouched);
    }

    private String read() {
        try {
            return runbook.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + runbook, e);
        }
    }
}
