package vn.lienthong.console.pages;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Lets every page, also one that says what went wrong, use {@code words} and {@code frame}. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration {

    @Bean
    SmartInitializingSingleton pageVocabulary(ThymeleafViewResolver pages, Words words, Frame frame) {
        return () -> {
            pages.addStaticVariable("words", words);
            pages.addStaticVariable("frame", frame);
        };
    }
}
