import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { LANGUAGES } from '../pages/sign-in/look-picker.tsx';
import { type App, type Look, useApp, useLook } from '../state/app.ts';
import { LOCALES, type Locale } from '../state/preferences.ts';
import { go, hrefOf } from '../state/router.ts';
import { REGIONS } from './regions.ts';
import { SwitchRole } from './switch-role.tsx';

/** The header: Region, language and looks, who acts as whom. */
export function TopBar() {
  const look = useLook();
  const app = useApp();
  const [isSwitching, setSwitching] = useState(false);
  const words = look.text.shell;
  return (
    <>
      <TopNavigation
        identity={{
          href: hrefOf(''),
          title: words.product,
          onFollow: (event) => {
            event.preventDefault();
            go(hrefOf(''));
          },
        }}
        utilities={[
          regionMenu(look),
          lookMenu(look),
          accountMenu(app, look, () => setSwitching(true)),
        ]}
        i18nStrings={{
          overflowMenuTriggerText: words.more,
          overflowMenuTitleText: words.menu,
          overflowMenuBackIconAriaLabel: words.back,
          overflowMenuDismissIconAriaLabel: words.closeMenu,
        }}
      />
      {isSwitching && <SwitchRole onDismiss={() => setSwitching(false)} />}
    </>
  );
}

function regionMenu({ text, preferences, prefer }: Look): TopNavigationProps.MenuDropdownUtility {
  return {
    type: 'menu-dropdown',
    text: preferences.region,
    title: text.shell.region,
    ariaLabel: `${text.shell.region}: ${preferences.region}`,
    items: REGIONS.map((id) => ({ id, text: id })),
    onItemClick: ({ detail }) => prefer({ region: detail.id }),
  };
}

function lookMenu({ text, preferences, prefer }: Look): TopNavigationProps.MenuDropdownUtility {
  const isDark = preferences.mode === 'dark';
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    title: text.shell.settings,
    ariaLabel: text.shell.settings,
    items: [
      ...LOCALES.map((id) => ({ id, text: LANGUAGES[id], disabled: id === preferences.locale })),
      { id: 'mode', text: isDark ? text.shell.lightMode : text.shell.darkMode },
    ],
    onItemClick: ({ detail }) => {
      if (detail.id === 'mode') prefer({ mode: isDark ? 'light' : 'dark' });
      else prefer({ locale: detail.id as Locale });
    },
  };
}

function accountMenu(
  app: App,
  { text }: Look,
  onSwitch: () => void,
): TopNavigationProps.MenuDropdownUtility {
  const { accountId, role, who } = app;
  const name = role?.roleName ?? who;
  return {
    type: 'menu-dropdown',
    iconName: 'user-profile',
    text: `${name} @ ${accountId}`,
    description: text.shell.account(accountId),
    items: [
      { id: 'switch', text: text.shell.switchRole },
      ...(role ? [{ id: 'back', text: text.shell.switchBack }] : []),
      { id: 'out', text: text.shell.signOut },
    ],
    onItemClick: ({ detail }) => {
      if (detail.id === 'switch') onSwitch();
      else if (detail.id === 'back') app.switchRole(undefined);
      else app.signOut();
    },
  };
}
