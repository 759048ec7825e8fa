package io.aiops4j.core.runbook;

import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;

/**
 * One version of a runbook that somebody proposed, whatever became of the proposal.
 *
 * <pre>{@code
 * aiops.runbooks().versions(Client.DEFAULT, "redis-oom").forEach(v -> System.out.println(v.runbook().label()));
 * }</pre>
 *
 * @param proposalId of its proposal
 * @param client whose systems
 * @param digest of its canonical form
 * @param runbook the version itself
 */
public record RunbookVersion(String proposalId, Client client, Digest digest, Runbook runbook) {}
