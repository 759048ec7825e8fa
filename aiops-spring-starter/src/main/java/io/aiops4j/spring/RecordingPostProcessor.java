package io.aiops4j.spring;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;

/**
 * Puts a proxy round beans with methods that are recorded; inside are transactions, so that their end is recorded too, and outside is
 * {@code @Async}, so that it is the work that is recorded and not its being handed over.
 */
final class RecordingPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    private static final long serialVersionUID = 1L;

    RecordingPostProcessor(Recording recording) {
        setBeforeExistingAdvisors(true);
        setProxyTargetClass(true);
        setOrder(LOWEST_PRECEDENCE - 1); // before that of @Async, which puts itself around
        ComposablePointcut methods =
                new ComposablePointcut(new AnnotationMatchingPointcut(null, RecordExecution.class, true));
        this.advisor = new DefaultPointcutAdvisor(
                methods.intersection((ClassFilter) type -> OwnClasses.mayHave(type, RecordExecution.class)), recording);
    }
}
