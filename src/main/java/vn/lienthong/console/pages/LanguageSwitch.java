package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.lienthong.console.Languages;

/** Keeps the language a reader chose in a page's header ({@code ?lang=en}) for the pages that follow. */
@Component
class LanguageSwitch implements HandlerInterceptor, WebMvcConfigurer {

    private final Languages languages;

    LanguageSwitch(Languages languages) {
        this.languages = languages;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/assets/**", "/webjars/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals("GET")) {
            return true; // asking a form for a parameter would take its body from whoever reads it himself
        }
        Locale chosen = Languages.spoken(request.getParameter(Languages.CHOICE));
        if (chosen != null) {
            languages.setLocale(request, response, chosen);
        }
        return true;
    }
}
