package io.aiops4j.spring;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;

/** Puts a proxy round beans with methods that are recorded; inside are transactions and retries, so that all of that is recorded too. */
final class RecordingPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    private static final long serialVersionUID = 1L;

    RecordingPostProcessor(Recording recording) {
        setBeforeExistingAdvisors(true);
        setProxyTargetClass(true);
        ComposablePointcut methods =
                new ComposablePointcut(new AnnotationMatchingPointcut(null, RecordExecution.class, true));
        this.advisor = new DefaultPointcutAdvisor(
                methods.intersection((ClassFilter) type -> OwnClasses.mayHave(type, RecordExecution.class)), recording);
    }
}
