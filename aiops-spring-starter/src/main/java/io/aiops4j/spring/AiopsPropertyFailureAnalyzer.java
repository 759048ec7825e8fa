package io.aiops4j.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a wrong property into Boot's report on why the application did not start. */
final class AiopsPropertyFailureAnalyzer extends AbstractFailureAnalyzer<AiopsPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AiopsPropertyException cause) {
        return new FailureAnalysis(cause.problem(), cause.advice(), cause);
    }
}
