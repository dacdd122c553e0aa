// How requests of an integration say who asks: which way, and its settings. The secret itself is entered in the connection form.
import { Select, TagsInput, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Authorization, OAuth } from '#shared/model/entities/integration.ts';

interface AuthorizationFormProps {
  readonly authorization: Authorization;
  readonly isReadOnly: boolean;
  readonly onChange: (authorization: Authorization, part: string) => void;
}

const ways: Readonly<
  Record<Authorization['kind'], { readonly label: string; readonly start: Authorization }>
> = {
  none: { label: 'Nothing', start: { kind: 'none' } },
  'api-key': {
    label: 'API key',
    start: { kind: 'api-key', placement: { in: 'header', name: 'X-Api-Key', template: '{{secret}}' } },
  },
  basic: { label: 'Name and password', start: { kind: 'basic', username: '' } },
  bearer: { label: 'Bearer token', start: { kind: 'bearer' } },
  oauth2: {
    label: 'OAuth 2',
    start: {
      kind: 'oauth2',
      grant: 'authorization-code',
      authorizationUrl: '',
      tokenUrl: '',
      revocationUrl: '',
      clientId: '',
      sendsSecretIn: 'body',
      scopes: [],
      extra: {},
    },
  },
};

export function AuthorizationForm({
  authorization,
  isReadOnly,
  onChange,
}: AuthorizationFormProps): ReactElement {
  return (
    <>
      <Select
        label="How"
        data={Object.entries(ways).map(([value, { label }]) => ({ value, label }))}
        value={authorization.kind}
        allowDeselect={false}
        disabled={isReadOnly}
        onChange={(value) => {
          const chosen = Object.values(ways).find(({ start }) => start.kind === value);
          if (chosen !== undefined && chosen.start.kind !== authorization.kind) {
            onChange(chosen.start, 'way of signing in');
          }
        }}
      />
      <Details authorization={authorization} isReadOnly={isReadOnly} onChange={onChange} />
    </>
  );
}

function Details({ authorization, isReadOnly, onChange }: AuthorizationFormProps): ReactElement | null {
  const shared = { disabled: isReadOnly, spellCheck: false } as const;
  switch (authorization.kind) {
    case 'none':
    case 'bearer':
      return null;
    case 'basic':
      return (
        <TextInput
          {...shared}
          label="User name"
          value={authorization.username}
          maxLength={2000}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...authorization, username: value }, 'user name')
          }
        />
      );
    case 'api-key': {
      const { placement } = authorization;
      if (placement.in === 'none') return null;
      return (
        <div className="integrations__row">
          <Select
            label="Where the key goes"
            data={[
              { value: 'header', label: 'In a header' },
              { value: 'query', label: 'In the query' },
            ]}
            value={placement.in}
            allowDeselect={false}
            disabled={isReadOnly}
            onChange={(value) =>
              onChange(
                {
                  ...authorization,
                  placement:
                    value === 'query'
                      ? { in: 'query', name: placement.name }
                      : { in: 'header', name: placement.name, template: '{{secret}}' },
                },
                'place of the key',
              )
            }
          />
          <TextInput
            {...shared}
            label="Under the name"
            value={placement.name}
            maxLength={200}
            onChange={({ currentTarget: { value } }) => {
              if (value !== '') {
                onChange({ ...authorization, placement: { ...placement, name: value } }, 'name of the key');
              }
            }}
          />
        </div>
      );
    }
    case 'oauth2':
      return <OAuthDetails oauth={authorization} isReadOnly={isReadOnly} onChange={onChange} />;
  }
}

interface OAuthDetailsProps extends Pick<AuthorizationFormProps, 'isReadOnly' | 'onChange'> {
  readonly oauth: OAuth;
}

function OAuthDetails({ oauth, isReadOnly, onChange }: OAuthDetailsProps): ReactElement {
  const text = (
    name: 'authorizationUrl' | 'tokenUrl' | 'revocationUrl' | 'clientId',
    label: string,
  ): ReactElement => (
    <TextInput
      label={label}
      value={oauth[name]}
      maxLength={2000}
      spellCheck={false}
      disabled={isReadOnly}
      onChange={({ currentTarget: { value } }) =>
        onChange({ ...oauth, [name]: value.trim() }, label.toLowerCase())
      }
    />
  );
  return (
    <>
      <div className="integrations__row">
        <Select
          label="Who signs in"
          data={[
            { value: 'authorization-code', label: 'You, in the browser' },
            { value: 'client-credentials', label: 'The app itself' },
          ]}
          value={oauth.grant}
          allowDeselect={false}
          disabled={isReadOnly}
          onChange={(value) =>
            onChange(
              { ...oauth, grant: value === 'client-credentials' ? value : 'authorization-code' },
              'grant',
            )
          }
        />
        {text('clientId', 'Client id')}
      </div>
      {oauth.grant === 'authorization-code' && text('authorizationUrl', 'Authorization address')}
      {text('tokenUrl', 'Token address')}
      {text('revocationUrl', 'Revocation address')}
      <TagsInput
        label="Scopes"
        description="What it is allowed to do there. Enter adds one."
        value={[...oauth.scopes]}
        disabled={isReadOnly}
        onChange={(scopes) => onChange({ ...oauth, scopes }, 'scopes')}
      />
    </>
  );
}
