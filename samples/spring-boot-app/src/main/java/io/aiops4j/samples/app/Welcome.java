package io.aiops4j.samples.app;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says on the terminal where to look, and as whom. */
@Component
record Welcome(Environment environment) {

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        System.out.printf(
                """

                The shop is open, and its cache is too small. In a moment orders are lost, version 1 of a runbook runs and
                does not help, and version 2 is drafted. It runs when somebody else than its author approved it:

                    http://%s:%s/aiops

                    author      %s
                    reviewer    %s

                The reviewer approves version 2, and then allows its first run. http://%1$s:%2$s/ says how the shop is.
                Everything is in memory, passwords too, and gone when you press Ctrl+C.

                """,
                environment.getProperty("server.address"),
                environment.getProperty("local.server.port"),
                environment.getProperty("sample.passwords.author"),
                environment.getProperty("sample.passwords.reviewer"));
    }
}
