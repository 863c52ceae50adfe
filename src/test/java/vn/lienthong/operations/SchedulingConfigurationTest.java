package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.Scheduled;

class SchedulingConfigurationTest {

    @Test
    void a_work_that_waits_keeps_no_other_waiting() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .withUserConfiguration(SchedulingConfiguration.class, Works.class)
                .run(context -> {
                    Works works = context.getBean(Works.class);
                    assertThat(works.waits.await(30, TimeUnit.SECONDS)).isTrue();
                    assertThat(works.goesOn.await(30, TimeUnit.SECONDS)).isTrue();
                    works.answer.countDown();
                });
    }

    static class Works {

        private final CountDownLatch waits = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(3);

        @Scheduled(fixedDelay = 1)
        void waitForAnAnswer() throws InterruptedException {
            waits.countDown();
            answer.await();
        }

        @Scheduled(fixedDelay = 1, initialDelay = 100)
        void goOn() {
            if (waits.getCount() == 0) {
                goesOn.countDown();
            }
        }
    }
}
