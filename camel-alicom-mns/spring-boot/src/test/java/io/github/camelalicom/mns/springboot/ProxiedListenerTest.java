/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns.springboot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.aopalliance.intercept.MethodInterceptor;
import org.apache.camel.Consume;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A method that gets receipts, in a bean that Spring has a proxy for, as of a transaction. */
@SpringBootTest(classes = ProxiedListenerTest.Application.class)
@Import(ListenerTest.EmulatedAccount.class)
class ProxiedListenerTest {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @Autowired AlicomEmulator alicom;
    @Autowired Listener listener;

    @Test
    void isCalledWithoutTheProxy() {
        assertThat(AopUtils.isAopProxy(listener)).isTrue();

        alicom.deliver(smsReport().bizId("b-1").delivered());

        await().untilAsserted(() -> assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1));
        assertThat(SEEN).containsExactly("b-1");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Listener listener() {
            return new Listener();
        }

        @Bean
        static BeanNameAutoProxyCreator proxies() {
            BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
            creator.setProxyTargetClass(true);
            creator.setBeanNames("listener");
            creator.setInterceptorNames("interceptor");
            return creator;
        }

        @Bean
        static MethodInterceptor interceptor() {
            return call -> {
                SEEN.add("the proxy was called");
                return call.proceed();
            };
        }
    }

    static class Listener {

        @Consume("alicom-mns:SmsReport")
        public void on(SmsReport receipt) {
            SEEN.add(receipt.bizId());
        }
    }
}
