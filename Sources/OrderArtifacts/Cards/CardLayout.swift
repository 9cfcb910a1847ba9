// The built-in layout of cards, in Mustache. Its tags are those of `CardTag` and `CardText`.

enum CardLayout {
    static let standard = """
        <main class="cards per-{{per-page}}">
        <header class="title"><h1>{{page-title}} · <bdi>{{order}}</bdi></h1></header>
        {{#pages}}
        <div class="page">
        {{#cards}}
        <article class="card" aria-labelledby="card-{{number}}">
        <div class="band">
        <span class="agency">{{#logo}}<img src="{{logo}}" alt="{{agency}}">{{/logo}}\
        {{^logo}}{{agency}}{{/logo}}</span>
        <span class="count"><bdi>{{order}}</bdi> · {{number}}/{{count}}</span>
        </div>
        {{#revoked}}<p class="revoked">{{revoked-note}}</p>{{/revoked}}
        <div class="middle{{#revoked}} bare{{/revoked}}">
        {{^revoked}}
        <figure class="qr" role="img" aria-label="{{label-qr}}">{{qr}}</figure>
        {{/revoked}}
        <div class="who">
        <h2 id="card-{{number}}"><bdi>{{heading}}</bdi></h2>
        <p class="plan">{{#plan}}{{plan}}{{/plan}}{{^plan}}{{bundle}}{{/plan}}</p>
        {{^revoked}}<p class="links">
        <a href="{{apple-url}}" aria-describedby="card-{{number}}">{{apple-link}}</a>
        <small>{{apple-link-note}}</small>
        <a href="{{android-url}}" aria-describedby="card-{{number}}">{{android-link}}</a>
        <small>{{android-link-note}}</small>
        </p>{{/revoked}}
        </div>
        <dl class="hand" aria-label="{{by-hand}}">
        {{^revoked}}
        <div><dt>{{label-smdp-address}}</dt><dd>{{smdp-address}}</dd></div>
        <div><dt>{{label-activation-code}}</dt><dd>{{activation-code}}</dd></div>
        <div><dt>{{label-matching-id}}</dt><dd>{{matching-id}}</dd></div>
        {{/revoked}}
        <div><dt>{{label-iccid}}</dt><dd>{{iccid}}</dd></div>
        </dl>
        </div>
        {{^revoked}}
        <div class="steps">
        <div><h3>{{apple-title}}</h3><ol>
        <li>{{apple-step-1}}</li><li>{{apple-step-2}}</li><li>{{apple-step-3}}</li></ol></div>
        <div><h3>{{android-title}}</h3><ol>
        <li>{{android-step-1}}</li><li>{{android-step-2}}</li><li>{{android-step-3}}</li></ol></div>
        </div>
        {{/revoked}}
        <p class="foot">\
        {{#rehearsal}}<strong class="rehearsal">{{rehearsal-note}}</strong>{{/rehearsal}}\
        {{^rehearsal}}{{^revoked}}{{#existing}}{{existing-note}}{{/existing}}\
        {{^existing}}{{once}}{{/existing}}{{/revoked}}{{/rehearsal}}\
        {{#footer}} <span class="own">{{footer}}</span>{{/footer}}</p>
        </article>
        {{/cards}}
        </div>
        {{/pages}}
        </main>

        """
}
